package main

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// A fact is `[question, line, byte column, end line, end byte column, answer, origin]`; the origin is that of the
// package which decides the answer. Calls are placed at their opening parenthesis, selectors at the selected name.
type fact [7]any

type fileFacts struct {
	File    string `json:"file"`
	Package string `json:"in"`
	Facts   []fact `json:"facts"`
}

type collector struct {
	fset    *token.FileSet
	pkg     *types.Package
	info    *types.Info
	origins map[string]string
	facts   []fact

	// Names that hang from a type or a package, or that no code can use.
	unbound map[*ast.Ident]bool
	hasBody map[*ast.FuncType]bool
	// Variables of type switches: their type differs by clause, so it is asked where they are used.
	switched map[types.Object]bool
}

func factsOf(pkg *packages.Package, file *ast.File, origins map[string]string) fileFacts {
	c := &collector{
		fset:     pkg.Fset,
		pkg:      pkg.Types,
		info:     pkg.TypesInfo,
		origins:  origins,
		unbound:  map[*ast.Ident]bool{},
		hasBody:  map[*ast.FuncType]bool{},
		switched: map[types.Object]bool{},
	}
	ast.Inspect(file, c.markUnbound)
	ast.Inspect(file, c.visit)
	return fileFacts{File: pkg.Fset.Position(file.Package).Filename, Package: pkg.PkgPath, Facts: c.facts}
}

func (c *collector) add(question string, from, to token.Pos, answer, origin string) {
	start, end := c.fset.PositionFor(from, false), c.fset.PositionFor(to, false)
	c.facts = append(c.facts, fact{question, start.Line, start.Column, end.Line, end.Column, answer, origin})
}

// markUnbound finds names that lexical scope does not bind, and parameters of function types, which nothing can use.
func (c *collector) markUnbound(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.File:
		c.unbound[node.Name] = true
	case *ast.SelectorExpr:
		c.unbound[node.Sel] = true
	case *ast.FuncDecl:
		c.hasBody[node.Type] = node.Body != nil
		if node.Recv != nil || node.Name.Name == "init" {
			c.unbound[node.Name] = true
		}
	case *ast.FuncLit:
		c.hasBody[node.Type] = true
	case *ast.LabeledStmt:
		c.unbound[node.Label] = true
	case *ast.BranchStmt:
		if node.Label != nil {
			c.unbound[node.Label] = true
		}
	case *ast.ImportSpec:
		if node.Name != nil {
			c.unbound[node.Name] = true
		}
	case *ast.FuncType:
		if !c.hasBody[node] {
			c.markParameters(node)
		}
	case *ast.CaseClause:
		if object := c.info.Implicits[node]; object != nil {
			c.switched[object] = true
		}
	}
	return true
}

func (c *collector) markParameters(function *ast.FuncType) {
	for _, list := range []*ast.FieldList{function.Params, function.Results} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				c.unbound[name] = true
			}
		}
	}
}

func (c *collector) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.Ident:
		c.identifier(node)
	case *ast.SelectorExpr:
		c.selector(node)
	case *ast.CallExpr:
		c.call(node)
	case *ast.IndexExpr, *ast.IndexListExpr, *ast.SliceExpr, *ast.StarExpr, *ast.UnaryExpr, *ast.BinaryExpr,
		*ast.TypeAssertExpr, *ast.CompositeLit, *ast.FuncLit:
		c.expression(node.(ast.Expr))
	}
	return true
}

func (c *collector) identifier(id *ast.Ident) {
	if c.unbound[id] || id.Name == "_" {
		return
	}
	if object := c.info.Defs[id]; object != nil {
		if variable, ok := object.(*types.Var); ok {
			if variable.IsField() {
				c.embedded(id)
				return
			}
			c.add("variable", id.Pos(), id.End(), typeText(object.Type()), c.originOfType(object.Type()))
		}
		if value, ok := object.(*types.Const); ok {
			c.constant(id, value)
		}
		if f, ok := object.(*types.Func); !ok || f.Signature().Recv() == nil {
			c.add("definition", id.Pos(), id.End(), c.definition(object), "module")
		}
		return
	}
	if object := c.info.Uses[id]; object != nil {
		c.use(id, object)
	}
}

// constant gives values as JSON does; integers beyond 2^53, and fractions, which we round, are left out.
func (c *collector) constant(id *ast.Ident, object *types.Const) {
	switch value := object.Val(); value.Kind() {
	case constant.Bool:
		c.add("constant", id.Pos(), id.End(), value.String(), "module")
	case constant.String:
		if text, err := json.Marshal(constant.StringVal(value)); err == nil {
			c.add("constant", id.Pos(), id.End(), string(text), "module")
		}
	case constant.Int:
		if n, exact := constant.Int64Val(value); exact && n < 1<<53 && n > -1<<53 {
			c.add("constant", id.Pos(), id.End(), value.ExactString(), "module")
		}
	}
}

// embedded handles `struct { T }`, where T both defines a field and names a type.
func (c *collector) embedded(id *ast.Ident) {
	if object := c.info.Uses[id]; object != nil {
		c.use(id, object)
	}
}

func (c *collector) use(id *ast.Ident, object types.Object) {
	if variable, ok := object.(*types.Var); ok && variable.IsField() {
		return
	}
	c.add("definition", id.Pos(), id.End(), c.definition(object), "module")
	if c.switched[object] {
		c.add("variable", id.Pos(), id.End(), typeText(object.Type()), c.originOfType(object.Type()))
	}
}

// definition says where an object is declared: `line:column file`, or by what it is known outside of the package.
func (c *collector) definition(object types.Object) string {
	if name, ok := object.(*types.PkgName); ok {
		return "package " + importPath(name.Imported())
	}
	if object.Pkg() == nil || object.Pkg() == types.Unsafe {
		return "predeclared " + object.Name()
	}
	if object.Pkg() != c.pkg {
		return "imported " + importPath(object.Pkg()) + "." + object.Name()
	}
	position := c.fset.PositionFor(object.Pos(), false)
	return positionText(position)
}

func (c *collector) selector(node *ast.SelectorExpr) {
	answer, origin := "", ""
	selection := c.info.Selections[node]
	switch {
	case selection == nil:
		object := c.info.Uses[node.Sel]
		if object == nil || object.Pkg() == nil {
			return
		}
		answer, origin = "qualified "+importPath(object.Pkg())+"."+object.Name(), c.originOfObject(object)
	case selection.Kind() == types.FieldVal:
		owner := fieldOwner(selection)
		answer, origin = "field "+owner+"."+node.Sel.Name, c.originOfObject(selection.Obj())
		c.add("field", node.Sel.Pos(), node.Sel.End(), typeText(selection.Type()), c.originOfType(selection.Type()))
	default:
		method := selection.Obj().(*types.Func)
		answer, origin = "method "+functionKey(method), c.originOfObject(method)
	}
	c.add("selector", node.Sel.Pos(), node.Sel.End(), answer, origin)
}

func (c *collector) call(call *ast.CallExpr) {
	function := c.info.Types[call.Fun]
	switch {
	case function.IsType():
		c.add("class", call.Lparen, call.Rparen, "conversion", c.originOfCallee(call.Fun))
	case function.IsBuiltin():
		c.add("class", call.Lparen, call.Rparen, "builtin", "module")
	default:
		c.add("class", call.Lparen, call.Rparen, "call", c.originOfCallee(call.Fun))
		if callee := calleeOf(c.info, call.Fun); callee != nil {
			c.add("callee", call.Lparen, call.Rparen, functionKey(callee), c.originOfObject(callee))
		}
	}
	result := c.info.Types[call]
	if result.IsValue() && result.Value == nil {
		c.add("result", call.Lparen, call.Rparen, typeText(result.Type), c.originOfType(result.Type))
	}
}

func (c *collector) expression(node ast.Expr) {
	value := c.info.Types[node]
	if !value.IsValue() || value.Value != nil {
		return
	}
	t := value.Type
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() == 2 {
		t = tuple.At(0).Type() // v, ok = m[k]
	}
	t = types.Default(t)
	c.add("expression", node.Pos(), node.End(), typeText(t), c.originOfType(t))
}
