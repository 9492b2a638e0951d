module timers

go 1.22

require measure v0.0.0

replace measure => ../measure
