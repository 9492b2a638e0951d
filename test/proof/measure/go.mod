module measure

go 1.21
