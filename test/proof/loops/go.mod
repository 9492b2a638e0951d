module loops

go 1.21

require measure v0.0.0

replace measure => ../measure
