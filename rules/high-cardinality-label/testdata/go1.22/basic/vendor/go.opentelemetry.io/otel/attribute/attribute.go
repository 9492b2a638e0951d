package attribute

type KeyValue struct{}

func String(k, v string) KeyValue { return KeyValue{} }
