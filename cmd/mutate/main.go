// Command mutate breaks the calculation core on purpose, one place at a time, and counts
// how many of the breaks the tests notice (make mutate). It is a tool for developers: it
// changes no file, the broken copies reach the compiler through an overlay.
//
//	go run ./cmd/mutate [-every N] [-v] FOLDER… -- TEST-FOLDER…
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// mutant is one break: apply changes the tree, and the tree is parsed anew for each.
type mutant struct {
	file  string
	place string // FILE:LINE
	what  string
	index int // of the change within its file
}

func main() {
	every := flag.Int("every", 1, "take every N-th mutant only")
	verbose := flag.Bool("v", false, "print the killed ones too")
	flag.Parse()
	cut := slices.Index(flag.Args(), "--")
	if cut < 1 || cut == flag.NArg()-1 {
		fmt.Fprintln(os.Stderr, "usage: mutate [-every N] [-v] FOLDER… -- TEST-FOLDER…")
		os.Exit(2)
	}
	var all []mutant
	for _, dir := range flag.Args()[:cut] {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		check(err)
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				all = append(all, mutants(file)...)
			}
		}
	}
	var chosen []mutant
	for i := 0; i < len(all); i += *every {
		chosen = append(chosen, all[i])
	}
	tests := slices.Clone(flag.Args()[cut+1:])
	for i := range tests {
		tests[i] = "./" + filepath.Clean(tests[i])
	}
	for _, dir := range append(flag.Args()[:cut:cut], tests...) {
		if out, err := exec.Command("go", "test", "./"+filepath.Clean(dir)).CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "the tests of %s fail without any break:\n%s", dir, out)
			os.Exit(1)
		}
	}
	results := make([]string, len(chosen))
	var group sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, m := range chosen {
		group.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; group.Done() }()
			results[i] = run(m, tests)
		}()
	}
	group.Wait()
	count := map[string]int{}
	for i, r := range results {
		count[r]++
		if r == "survived" || *verbose {
			fmt.Printf("%-9s %s %s\n", r, chosen[i].place, chosen[i].what)
		}
	}
	killed := count["killed"] + count["hung"]
	judged := killed + count["survived"]
	fmt.Printf("mutants %d of %d, not compiled %d, judged %d, killed %d (%.1f %%), survived %d\n",
		len(chosen), len(all), count["no build"], judged, killed, 100*float64(killed)/float64(max(judged, 1)), count["survived"])
}

// run compiles and tests one mutant.
func run(m mutant, tests []string) string {
	dir, err := os.MkdirTemp("", "mutate-")
	check(err)
	defer os.RemoveAll(dir)
	original, err := filepath.Abs(m.file)
	check(err)
	broken := filepath.Join(dir, "broken.go")
	check(os.WriteFile(broken, apply(m.file, m.index), 0o600))
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{original: broken}})
	check(err)
	list := filepath.Join(dir, "overlay.json")
	check(os.WriteFile(list, overlay, 0o600))
	if exec.Command("go", "build", "-overlay", list, "./"+filepath.Dir(m.file)).Run() != nil {
		return "no build"
	}
	// The tests of the package itself come first: most mutants die there.
	for _, pkgs := range [][]string{{"./" + filepath.Dir(m.file)}, tests} {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-count=1", "-failfast", "-overlay", list}, pkgs...)...)
		err := cmd.Run()
		late := ctx.Err() != nil
		cancel()
		if late {
			return "hung"
		}
		if err != nil {
			return "killed"
		}
	}
	return "survived"
}

var swaps = map[token.Token][]token.Token{
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
}

// modes are swapped for each other: the rounding direction.
var modes = map[string]string{"Ceil": "Floor", "HalfUp": "Floor", "Floor": "Ceil"}

// changes lists every change of a file in the order of the tree, each with its undo-free effect.
func changes(f *ast.File, seen func(pos token.Pos, what string, do func())) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok != token.IMPORT && n.Tok != token.TYPE
		case *ast.BinaryExpr:
			if lit, ok := n.Y.(*ast.BasicLit); n.Op == token.ADD && ok && lit.Kind == token.STRING {
				return true // text, not arithmetic
			}
			for _, to := range swaps[n.Op] {
				seen(n.OpPos, fmt.Sprintf("%s -> %s", n.Op, to), func() { n.Op = to })
			}
		case *ast.AssignStmt:
			switch n.Tok {
			case token.ADD_ASSIGN:
				seen(n.TokPos, "+= -> -=", func() { n.Tok = token.SUB_ASSIGN })
			case token.SUB_ASSIGN:
				seen(n.TokPos, "-= -> +=", func() { n.Tok = token.ADD_ASSIGN })
			}
		case *ast.BasicLit:
			if v, err := strconv.ParseInt(strings.ReplaceAll(n.Value, "_", ""), 10, 62); n.Kind == token.INT && err == nil {
				seen(n.Pos(), fmt.Sprintf("%d -> %d", v, v+1), func() { n.Value = strconv.FormatInt(v+1, 10) })
			}
		case *ast.UnaryExpr:
			if n.Op == token.SUB || n.Op == token.NOT {
				op, x := n.Op, n.X
				seen(n.Pos(), fmt.Sprintf("drop %s", op), func() { n.X = &ast.UnaryExpr{Op: op, X: &ast.ParenExpr{X: x}} })
			}
		case *ast.SelectorExpr:
			if pkg, ok := n.X.(*ast.Ident); ok && pkg.Name == "money" && modes[n.Sel.Name] != "" {
				to := modes[n.Sel.Name]
				seen(n.Pos(), n.Sel.Name+" -> "+to, func() { n.Sel.Name = to })
			}
		case *ast.IfStmt:
			cond := n.Cond
			seen(n.If, "if never", func() {
				n.Cond = &ast.BinaryExpr{X: &ast.ParenExpr{X: cond}, Op: token.LAND, Y: ast.NewIdent("false")}
			})
		case *ast.BlockStmt:
			for i, s := range n.List {
				if a, ok := s.(*ast.AssignStmt); ok && a.Tok == token.ASSIGN && len(a.Rhs) == 1 {
					if call, ok := a.Rhs[0].(*ast.CallExpr); ok {
						if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "append" {
							list, lhs := n.List, a.Lhs[0]
							seen(a.Pos(), "drop append", func() {
								n.List = slices.Clone(list)
								n.List[i] = &ast.AssignStmt{Lhs: []ast.Expr{ast.NewIdent("_")}, Tok: token.ASSIGN, Rhs: []ast.Expr{lhs}}
							})
						}
					}
				}
			}
		}
		return true
	})
}

func mutants(file string) (out []mutant) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
	check(err)
	changes(f, func(pos token.Pos, what string, _ func()) {
		p := fset.Position(pos)
		out = append(out, mutant{file, fmt.Sprintf("%s:%d", file, p.Line), what, len(out)})
	})
	return out
}

// apply is the file's text with change number index made.
func apply(file string, index int) []byte {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
	check(err)
	i := 0
	var do func()
	changes(f, func(_ token.Pos, _ string, d func()) {
		if i == index {
			do = d
		}
		i++
	})
	do()
	var b bytes.Buffer
	check(format.Node(&b, fset, f))
	return b.Bytes()
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
