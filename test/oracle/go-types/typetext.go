package main

import (
	"go/types"
	"sort"
	"strconv"
	"strings"
)

// typeText prints a type in the notation of our model (src/semantic/types/type-text.ts), aliases resolved.
func typeText(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return basicText(t)
	case *types.Named:
		return objectName(t.Obj()) + argumentsText(t.TypeArgs())
	case *types.Pointer:
		return "*" + typeText(t.Elem())
	case *types.Slice:
		return "[]" + typeText(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeText(t.Elem())
	case *types.Map:
		return "map[" + typeText(t.Key()) + "]" + typeText(t.Elem())
	case *types.Chan:
		return [...]string{"chan ", "chan<- ", "<-chan "}[t.Dir()] + typeText(t.Elem())
	case *types.Signature:
		return "func" + signatureText(t)
	case *types.Struct:
		return structText(t)
	case *types.Interface:
		return interfaceText(t)
	case *types.Tuple:
		return "(" + strings.Join(tupleTexts(t), ",") + ")"
	case *types.TypeParam:
		return "$" + t.Obj().Name()
	default:
		return "?"
	}
}

func basicText(t *types.Basic) string {
	switch t.Kind() {
	case types.Uint8:
		return "uint8"
	case types.Int32:
		return "int32"
	case types.UnsafePointer:
		return "unsafe.Pointer"
	default:
		return t.Name()
	}
}

func argumentsText(args *types.TypeList) string {
	if args.Len() == 0 {
		return ""
	}
	var texts []string
	for arg := range args.Types() {
		texts = append(texts, typeText(arg))
	}
	return "[" + strings.Join(texts, ",") + "]"
}

func tupleTexts(tuple *types.Tuple) []string {
	texts := []string{}
	for variable := range tuple.Variables() {
		texts = append(texts, typeText(variable.Type()))
	}
	return texts
}

func signatureText(t *types.Signature) string {
	generic := ""
	if t.TypeParams().Len() > 0 {
		var names []string
		for parameter := range t.TypeParams().TypeParams() {
			names = append(names, parameter.Obj().Name())
		}
		generic = "[" + strings.Join(names, ",") + "]"
	}
	parameters := tupleTexts(t.Params())
	if last := len(parameters) - 1; t.Variadic() {
		parameters[last] = "..." + strings.TrimPrefix(parameters[last], "[]")
	}
	return generic + "(" + strings.Join(parameters, ",") + ")(" + strings.Join(tupleTexts(t.Results()), ",") + ")"
}

func structText(t *types.Struct) string {
	var fields []string
	for field := range t.Fields() {
		embedded := ""
		if field.Embedded() {
			embedded = "+"
		}
		fields = append(fields, embedded+field.Name()+" "+typeText(field.Type()))
	}
	return "struct{" + strings.Join(fields, ";") + "}"
}

func interfaceText(t *types.Interface) string {
	var parts []string
	for method := range t.ExplicitMethods() {
		parts = append(parts, method.Name()+signatureText(method.Signature()))
	}
	sort.Strings(parts)
	constraint := false
	for embedded := range t.EmbeddedTypes() {
		if _, isUnion := embedded.(*types.Union); isUnion || !types.IsInterface(embedded) {
			constraint = true
		} else if text := typeText(embedded); text == "comparable" {
			constraint = true
		} else {
			parts = append(parts, "+"+text)
		}
	}
	if constraint {
		parts = append(parts, "|")
	}
	return "interface{" + strings.Join(parts, ";") + "}"
}
