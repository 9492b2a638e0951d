module fixture

go 1.22

require github.com/spf13/cobra v0.0.0
