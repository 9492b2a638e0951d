// Package codec has another name than its path suggests.
package codec

func Encode(value any) []byte { return nil }
