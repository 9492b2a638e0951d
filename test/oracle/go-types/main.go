// Command go-types prints what go/types knows of the packages of a directory, for comparison with our own model.
//
//	go-types DIRECTORY PATTERN…
//
// It writes JSON lines: first one for each package that the patterns need, dependencies first, then two for each file
// of the packages that match: what it means, and how control flows. Test files are left out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A listedPackage tells which files make a package up.
type listedPackage struct {
	Package string   `json:"package"`
	Origin  string   `json:"origin"`
	Match   bool     `json:"match"`
	Files   []string `json:"files"`
}

// The files are all that is asked for here, so that dependencies need no type check of their source.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule

const typeMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedExportFile |
	packages.NeedCompiledGoFiles | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: go-types DIRECTORY PATTERN…")
		os.Exit(2)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)

	origins, order := list(encoder, os.Args[1], os.Args[2:])
	matching := map[string]*packages.Package{}
	for _, pkg := range load(os.Args[1], typeMode, os.Args[2:]) {
		matching[pkg.PkgPath] = pkg
	}
	flow := newFlowOracle(origins)
	flow.learn(os.Args[1], without(order, matching))
	for _, path := range order {
		pkg := matching[path]
		if pkg == nil {
			continue
		}
		if len(pkg.Errors) > 0 {
			fmt.Fprintf(os.Stderr, "%s left out: %v\n", pkg.PkgPath, pkg.Errors[0])
			continue
		}
		all, ownAndStd := flow.analyse(pkg)
		for _, file := range pkg.Syntax {
			facts := factsOf(pkg, file, origins)
			if facts.File != "" && len(facts.Facts) > 0 {
				must(encoder.Encode(facts))
				must(encoder.Encode(flow.factsOf(pkg, file, all, ownAndStd)))
			}
		}
	}
}

// without leaves out the packages that match, keeping the order.
func without(order []string, matching map[string]*packages.Package) []string {
	return slices.DeleteFunc(slices.Clone(order), func(path string) bool { return matching[path] != nil })
}

// Without cgo, since its generated files are not what anybody reads.
func load(dir string, mode packages.LoadMode, patterns []string) []*packages.Package {
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: dir, Env: append(os.Environ(), "CGO_ENABLED=0")}, patterns...)
	must(err)
	return pkgs
}

// list prints the packages, and returns the origin of each import path, and the paths, dependencies first.
func list(encoder *json.Encoder, dir string, patterns []string) (origins map[string]string, order []string) {
	origins = map[string]string{}
	roots := load(dir, listMode, patterns)
	matching := map[*packages.Package]bool{}
	for _, pkg := range roots {
		matching[pkg] = true
	}
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		origins[pkg.PkgPath] = originOf(pkg, matching[pkg])
		order = append(order, pkg.PkgPath)
		must(encoder.Encode(listedPackage{
			Package: strings.TrimPrefix(pkg.PkgPath, "vendor/"),
			Origin:  origins[pkg.PkgPath],
			Match:   matching[pkg],
			Files:   pkg.GoFiles,
		}))
	})
	return origins, order
}

// originOf says whether source is at hand in the sense of our model: std, module or third.
func originOf(pkg *packages.Package, matches bool) string {
	switch {
	case matches || pkg.Module != nil && (pkg.Module.Main || pkg.Module.Replace != nil && pkg.Module.Replace.Version == ""):
		return "module"
	case pkg.Module == nil:
		return "std"
	default:
		return "third"
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
