package shapes

// Start starts all but what starts when the program does.
func Start() {
	for _, shape := range []func(){
		literal,
		literalWithArguments,
		literalInVariable,
		closureInClosure,
		goroutineOfGoroutine,
		rangeOverFunc,
		deferred,
		literalThatCalls,
		namedFunction,
		sharedFunction,
		methodCall,
		methodValue,
		methodExpression,
		promotedMethod,
		interfaceMethod,
		genericFunction,
		genericMethod,
		functionOfAnotherPackage,
		waitGroup,
		waitGroupFunction,
		errGroup,
		timeAfterFunc,
		contextAfterFunc,
		libraryWait,
		libraryLock,
		inlinedStarter,
		ownStarter,
	} {
		shape()
	}
}
