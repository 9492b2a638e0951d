module proof

go 1.26

require measure v0.0.0

replace measure => ../measure
