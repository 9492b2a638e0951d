module example.com/probe.v2

go 1.23
