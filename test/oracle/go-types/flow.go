package main

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"
	"golang.org/x/tools/go/packages"
)

// Loading dependencies from source in portions bounds the memory that it needs.
const portion = 60

// flowFacts tells of one file what ctrlflow says of its functions, by the place of `func`: 0 for one that may return, 1
// for one that never does, 2 for one that never does because a module without source at hand says so. And which nodes
// of blocks are dead: line, column, end line, end column, and 1 or 2 likewise.
type flowFacts struct {
	FlowOf    string   `json:"flowOf"`
	Functions [][3]int `json:"functions"`
	Dead      [][5]int `json:"dead"`
}

// A noReturnStore holds the functions that never return, by key, as far as they were analysed.
type noReturnStore map[string]bool

// flowOracle runs ctrlflow over packages in the order of their imports. It does so twice: with what is known of all
// modules, and with what is known of the module and the standard library alone.
type flowOracle struct {
	origins        map[string]string
	all, ownAndStd noReturnStore
}

func newFlowOracle(origins map[string]string) *flowOracle {
	return &flowOracle{origins: origins, all: noReturnStore{}, ownAndStd: noReturnStore{}}
}

// learn analyses dependencies, given in the order of their imports.
func (o *flowOracle) learn(dir string, paths []string) {
	for start := 0; start < len(paths); start += portion {
		part := paths[start:min(start+portion, len(paths))]
		loaded := map[string]*packages.Package{}
		for _, pkg := range load(dir, typeMode, part) {
			loaded[pkg.PkgPath] = pkg
		}
		for _, path := range part {
			if pkg := loaded[path]; pkg != nil && len(pkg.Errors) == 0 {
				o.analyse(pkg)
			}
		}
	}
}

// analyse returns the graphs with the knowledge of all modules, and without that of those that have no source at hand.
func (o *flowOracle) analyse(pkg *packages.Package) (all, ownAndStd *ctrlflow.CFGs) {
	all = o.all.run(pkg)
	if o.origins[pkg.PkgPath] == "third" {
		return all, all
	}
	return all, o.ownAndStd.run(pkg)
}

func (known noReturnStore) run(pkg *packages.Package) *ctrlflow.CFGs {
	pass := &analysis.Pass{
		Analyzer:  ctrlflow.Analyzer,
		Fset:      pkg.Fset,
		Files:     pkg.Syntax,
		Pkg:       pkg.Types,
		TypesInfo: pkg.TypesInfo,
		ResultOf:  map[*analysis.Analyzer]any{inspect.Analyzer: inspector.New(pkg.Syntax)},
		ExportObjectFact: func(object types.Object, _ analysis.Fact) {
			known[functionKey(object.(*types.Func))] = true
		},
		ImportObjectFact: func(object types.Object, _ analysis.Fact) bool {
			function, ok := object.(*types.Func)
			return ok && known[functionKey(function)]
		},
	}
	result, err := ctrlflow.Analyzer.Run(pass)
	must(err)
	return result.(*ctrlflow.CFGs)
}

// factsOf tells what the graphs say of one file.
func (o *flowOracle) factsOf(pkg *packages.Package, file *ast.File, all, ownAndStd *ctrlflow.CFGs) flowFacts {
	facts := flowFacts{FlowOf: pkg.Fset.Position(file.Package).Filename}
	ast.Inspect(file, func(node ast.Node) bool {
		var with, without *cfg.CFG
		var never, neverWithout bool
		switch node := node.(type) {
		case *ast.FuncDecl:
			function, ok := pkg.TypesInfo.Defs[node.Name].(*types.Func)
			if node.Body == nil || !ok {
				return true
			}
			with, without = all.FuncDecl(node), ownAndStd.FuncDecl(node)
			never, neverWithout = all.NoReturn(function), ownAndStd.NoReturn(function)
		case *ast.FuncLit:
			with, without = all.FuncLit(node), ownAndStd.FuncLit(node)
			never, neverWithout = with.NoReturn(), without.NoReturn()
		default:
			return true
		}
		at := pkg.Fset.PositionFor(startOf(node), false)
		facts.Functions = append(facts.Functions, [3]int{at.Line, at.Column, degree(never, neverWithout)})
		// What ctrlflow knows without a body has no graph.
		if with != nil && without != nil {
			facts.addDead(pkg.Fset, with, without)
		}
		return true
	})
	return facts
}

// startOf is where `func` stands.
func startOf(node ast.Node) token.Pos {
	if declaration, ok := node.(*ast.FuncDecl); ok {
		return declaration.Type.Func
	}
	return node.Pos()
}

func degree(holds, holdsWithoutThird bool) int {
	switch {
	case holdsWithoutThird:
		return 1
	case holds:
		return 2
	default:
		return 0
	}
}

func (facts *flowFacts) addDead(fset *token.FileSet, with, without *cfg.CFG) {
	deadWithout := map[ast.Node]bool{}
	for _, block := range without.Blocks {
		for _, node := range block.Nodes {
			deadWithout[node] = !block.Live
		}
	}
	for _, block := range with.Blocks {
		if block.Live {
			continue
		}
		for _, node := range block.Nodes {
			start, end := fset.PositionFor(node.Pos(), false), fset.PositionFor(node.End(), false)
			facts.Dead = append(facts.Dead, [5]int{start.Line, start.Column, end.Line, end.Column, degree(true, deadWithout[node])})
		}
	}
}
