package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

func positionText(position token.Position) string {
	return fmt.Sprintf("%d:%d %s", position.Line, position.Column, filepath.Base(position.Filename))
}

// calleeOf returns the declared function or method that a call names, or nil.
func calleeOf(info *types.Info, function ast.Expr) *types.Func {
	switch function := ast.Unparen(function).(type) {
	case *ast.Ident:
		f, _ := info.Uses[function].(*types.Func)
		return f
	case *ast.SelectorExpr:
		f, _ := info.Uses[function.Sel].(*types.Func)
		return f
	case *ast.IndexExpr:
		if info.Types[function.Index].IsType() {
			return calleeOf(info, function.X)
		}
	case *ast.IndexListExpr:
		return calleeOf(info, function.X)
	}
	return nil
}

// functionKey prints a function as our summaries name it; an interface method is named by the interface that declares it.
func functionKey(function *types.Func) string {
	function = function.Origin()
	receiver := function.Signature().Recv()
	if receiver == nil {
		return importPath(function.Pkg()) + "." + function.Name()
	}
	t := types.Unalias(receiver.Type())
	if pointer, ok := t.(*types.Pointer); ok {
		named := types.Unalias(pointer.Elem()).(*types.Named)
		return fmt.Sprintf("%s.(*%s).%s", importPath(named.Obj().Pkg()), named.Obj().Name(), function.Name())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return "interface." + function.Name()
	}
	return objectName(named.Obj()) + "." + function.Name()
}

// importPath is what source writes: the standard library's own vendored packages are imported without their folder.
func importPath(pkg *types.Package) string {
	return strings.TrimPrefix(pkg.Path(), "vendor/")
}

func objectName(object types.Object) string {
	if object.Pkg() == nil {
		return object.Name()
	}
	return importPath(object.Pkg()) + "." + object.Name()
}

// fieldOwner names the type whose struct declares the selected field; empty for a struct without a name.
func fieldOwner(selection *types.Selection) string {
	t := dereferenced(selection.Recv())
	path := selection.Index()
	for _, index := range path[:len(path)-1] {
		t = dereferenced(t.Underlying().(*types.Struct).Field(index).Type())
	}
	if named, ok := t.(*types.Named); ok {
		return objectName(named.Obj())
	}
	return ""
}

func dereferenced(t types.Type) types.Type {
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		return types.Unalias(pointer.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		if pointer, ok := named.Underlying().(*types.Pointer); ok {
			return types.Unalias(pointer.Elem())
		}
	}
	return t
}

func (c *collector) originOfObject(object types.Object) string {
	if object.Pkg() == nil {
		return "std"
	}
	if object.Pkg() == c.pkg {
		return "module"
	}
	if origin := c.origins[object.Pkg().Path()]; origin != "" {
		return origin
	}
	return "std"
}

// originOfType is "third" if a package without source at hand is named anywhere in the type.
func (c *collector) originOfType(t types.Type) string {
	origin := "module"
	types.TypeString(t, func(pkg *types.Package) string {
		if c.origins[pkg.Path()] == "third" {
			origin = "third"
		}
		return strings.ReplaceAll(pkg.Path(), "/", ".")
	})
	return origin
}

// originOfCallee is that of the package which declares what a call or conversion names.
func (c *collector) originOfCallee(function ast.Expr) string {
	switch function := ast.Unparen(function).(type) {
	case *ast.SelectorExpr:
		if object := c.info.Uses[function.Sel]; object != nil {
			return c.originOfObject(object)
		}
	case *ast.StarExpr:
		return c.originOfCallee(function.X)
	case *ast.IndexExpr:
		return c.originOfCallee(function.X)
	case *ast.IndexListExpr:
		return c.originOfCallee(function.X)
	}
	return "module"
}
