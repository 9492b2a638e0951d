module measure

go 1.22
