module fixture

go 1.22

require github.com/LK4D4/joincontext v0.0.0
