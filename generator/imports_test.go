// Package generator_test holds the rules that no single package can hold: who may import
// whom, and what may not be used at all.
package generator_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "budgetbook/"

// imports is the table of ARCHITECTURE.md: what each package of ours imports, tests
// aside. Edges point one way, from raw to finished; a renderer sees the document tree
// and neither calc nor budget. A new edge is a decision: write it here, or find out that it is not needed.
var imports = map[string]string{
	"fonts":     "",
	"templates": "",

	"generator/workers": "",
	"generator/codec":   "",
	"generator/diag":    "",
	"generator/money":   "",
	"generator/formula": "generator/money",
	"generator/figure":  "generator/diag generator/formula generator/money",
	"generator/source":  "generator/diag generator/money",

	"generator/doc":    "generator/diag generator/figure generator/money",
	"generator/prose":  "generator/diag generator/doc generator/source",
	"generator/form":   "generator/diag generator/source templates",
	"generator/budget": "generator/diag generator/money generator/source generator/workers",
	"generator/codes":  "generator/budget generator/diag generator/source templates",

	"generator/calc":    "generator/budget generator/diag generator/figure generator/formula generator/money generator/source",
	"generator/check":   "generator/budget generator/calc generator/diag generator/figure generator/form generator/formula generator/money generator/source",
	"generator/compose": "generator/budget generator/calc generator/codes generator/diag generator/doc generator/figure generator/form generator/money generator/prose generator/source",
	"generator/wording": "generator/budget generator/calc generator/diag generator/doc generator/form generator/money generator/prose generator/source",

	"generator/outline": "generator/budget generator/calc generator/codec generator/codes generator/diag generator/figure generator/source",

	"generator/font":               "fonts",
	"generator/render/markdown":    "generator/doc",
	"generator/render/csv":         "generator/doc generator/figure generator/formula generator/money",
	"generator/render/xlsx":        "generator/doc generator/figure generator/formula generator/money",
	"generator/render/pdf":         "generator/diag generator/doc generator/font generator/form generator/render/pdf/display generator/render/pdf/finish generator/render/pdf/layout generator/render/pdf/paint generator/workers",
	"generator/render/pdf/display": "generator/font",
	"generator/render/pdf/layout":  "generator/diag generator/doc generator/font generator/form generator/render/pdf/display",
	"generator/render/pdf/paint":   "generator/font generator/render/pdf/display",
	"generator/render/pdf/finish":  "generator/codec generator/font generator/render/pdf/display generator/render/pdf/paint",

	"generator/statement": "generator/budget generator/codes generator/diag generator/formula generator/money generator/source",
	"generator/privacy":   "", // reads finished files, as judge does, and in every build
	"generator/judge":     "", // reads finished files, and so knows nothing of how they were made
	"generator/book": "fonts generator/budget generator/calc generator/check generator/codec generator/codes generator/compose generator/diag generator/doc generator/font generator/form generator/outline " +
		"generator/privacy generator/render/csv generator/render/markdown generator/render/pdf generator/render/pdf/finish generator/render/pdf/paint generator/render/xlsx generator/source generator/wording generator/workers templates",
	"cmd/budgetbook": "generator/book generator/budget generator/calc generator/compose generator/diag generator/figure generator/font generator/formula generator/money generator/source generator/statement",
}

// libraries says which packages import a module of others: one, so that it can be replaced.
var libraries = map[string]string{
	"github.com/BurntSushi/toml":    "generator/source",
	"github.com/invopop/jsonschema": "generator/budget",
	"github.com/klauspost/compress": "generator/book generator/render/pdf/paint generator/render/xlsx", // the same streams in a third of the time
	"github.com/signintech/gopdf":   "generator/render/pdf/paint",
	"github.com/xuri/excelize/v2":   "generator/render/xlsx",
	"github.com/yuin/goldmark":      "generator/render/markdown", // the judge of what it wrote; in prose only its tests read with it
	"golang.org/x/image":            "generator/font",
	"golang.org/x/sys":              "generator/book",                                   // two folders exchanged at one stroke, locks
	"golang.org/x/text":             "generator/budget generator/diag generator/source", // width of letters; encodings and NFC; names of files
}

type listed struct {
	ImportPath string
	Imports    []string
	GoFiles    []string
}

// list asks the go command for the packages of the module and what they import.
func list(t *testing.T) (packages []listed) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,GoFiles", module+"...").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 { // this package has tests only
			packages = append(packages, p)
		}
	}
}

// TestImports holds the packages against the table, edge by edge.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		seen[name] = true
		want, known := imports[name]
		usesOurs := slices.ContainsFunc(p.Imports, func(i string) bool { return strings.HasPrefix(i, module) })
		if !known && (usesOurs || strings.HasPrefix(name, "generator/")) { // a tool beside the program needs no row
			t.Errorf("%s is not in the table", name)
		}
		allowed := strings.Fields(want)
		for _, i := range p.Imports {
			i, ours := strings.CutPrefix(i, module)
			if !ours {
				continue
			}
			if !slices.Contains(allowed, i) {
				t.Errorf("%s imports %s, the table does not allow it", name, i)
			}
			allowed = slices.DeleteFunc(allowed, func(a string) bool { return a == i })
		}
		for _, a := range allowed {
			t.Errorf("%s may import %s and does not: take it out of the table", name, a)
		}
	}
	for name := range imports {
		if !seen[name] {
			t.Errorf("%s is in the table and not in the module", name)
		}
	}
}

// TestImportsPointOneWay: the table itself sends no package round to itself, and no
// renderer to what computes.
func TestImportsPointOneWay(t *testing.T) {
	var reach func(from string, trail []string) []string
	reach = func(from string, trail []string) (all []string) {
		if slices.Contains(trail, from) {
			t.Fatalf("round: %v", append(trail, from))
		}
		for _, to := range strings.Fields(imports[from]) {
			all = append(append(all, to), reach(to, append(trail, from))...)
		}
		return all
	}
	for name := range imports {
		found := reach(name, nil)
		if !strings.HasPrefix(name, "generator/render/") {
			continue
		}
		for _, banned := range []string{"generator/budget", "generator/calc", "generator/check", "generator/compose"} {
			if slices.Contains(found, banned) {
				t.Errorf("%s reaches %s", name, banned)
			}
		}
	}
}

// TestLibraries: each library is imported by exactly the packages listed for it.
func TestLibraries(t *testing.T) {
	users := map[string][]string{}
	for _, p := range list(t) {
		for _, i := range p.Imports {
			if first, _, _ := strings.Cut(i, "/"); !strings.Contains(first, ".") {
				continue // the standard library, or ours
			}
			library := i
			for known := range libraries {
				if i == known || strings.HasPrefix(i, known+"/") {
					library = known
				}
			}
			if name := strings.TrimPrefix(p.ImportPath, module); !slices.Contains(users[library], name) {
				users[library] = append(users[library], name)
			}
		}
	}
	for library, names := range users {
		slices.Sort(names)
		if got, want := strings.Join(names, " "), libraries[library]; got != want {
			t.Errorf("%s is imported by %q, want %q", library, got, want)
		}
	}
	for library := range libraries {
		if users[library] == nil {
			t.Errorf("%s is imported by nobody: take it out of the table", library)
		}
	}
}

// ban is something that code below a folder must not use, tests aside.
type ban struct {
	what   string   // an import, "pkg.Name", or a type
	under  []string // folders of generator
	except []string
	reason string
}

var exact = []string{"money", "figure", "formula", "calc", "check", "budget", "codes", "wording", "statement", "doc", "compose", "render/markdown", "render/csv", "render/pdf/layout"}

var bans = []ban{
	{"time.Now", []string{"."}, nil, "the same sources make the same bytes on every day; the only date is that of book.toml"},
	{"time.Since", []string{"."}, nil, "it reads the clock"},
	{"math/rand", []string{"."}, nil, "the same sources make the same bytes"},
	{"math/rand/v2", []string{"."}, nil, "the same sources make the same bytes"},
	{"os.Getenv", []string{"."}, []string{"judge"}, "the environment of a machine must not reach a book; judge is for tests"},
	{"os.LookupEnv", []string{"."}, nil, "the environment of a machine must not reach a book"},
	{"os.Environ", []string{"."}, nil, "the environment of a machine must not reach a book"},
	{"os.Exit", []string{"."}, nil, "only cmd decides how the program ends"},
	{"os.Args", []string{"."}, nil, "only cmd reads flags"},
	{"os.Stdout", []string{"."}, nil, "only cmd speaks to the user"},
	{"os.Stderr", []string{"."}, nil, "only cmd speaks to the user"},
	{"fmt.Print", []string{"."}, nil, "only cmd speaks to the user; a stage returns diagnostics"},
	{"fmt.Printf", []string{"."}, nil, "only cmd speaks to the user; a stage returns diagnostics"},
	{"fmt.Println", []string{"."}, nil, "only cmd speaks to the user; a stage returns diagnostics"},
	{"log", []string{"."}, nil, "only cmd speaks to the user; a stage returns diagnostics"},
	{"log/slog", []string{"."}, nil, "only cmd speaks to the user; a stage returns diagnostics"},
	{"net", []string{"."}, nil, "the program works offline: nothing leaves the machine"},
	{"net/http", []string{"."}, nil, "the program works offline: nothing leaves the machine"},
	{"os/exec", []string{"."}, []string{"judge"}, "one binary without helpers; judge calls the outside programs, in tests"},
	{"os", []string{"."}, []string{"book", "judge"}, "input comes as fs.FS and output leaves as bytes; only book touches the disk"},
	{"float64", exact, nil, "a figure is whole won or an exact fraction, a length a whole number: no rounding that nobody wrote"},
	{"float32", exact, nil, "a figure is whole won or an exact fraction, a length a whole number: no rounding that nobody wrote"},
	{"math", exact, nil, "its functions are of floats"},
	{"float literal", exact, nil, "it makes a float without saying so"},
}

// TestBans reads every file below generator that is no test.
func TestBans(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		name = filepath.ToSlash(name)
		if err == nil && e.IsDir() && e.Name() == "testdata" { // what tests run is no part of the generator
			return fs.SkipDir
		}
		if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files++
		for what, at := range uses(t, name) {
			for _, b := range bans {
				if b.what == what && below(name, b.under) && !below(name, b.except) {
					t.Errorf("%s: %s: %s", at, what, b.reason)
				}
			}
		}
		return nil
	})
	if err != nil || files < 50 {
		t.Fatal(files, "files", err)
	}
}

func below(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return f == "." || strings.HasPrefix(name, f+"/") })
}

// uses are the imports, the selectors of imported packages, the float types and the
// literals of a file, each with a place of it.
func uses(t *testing.T, name string) map[string]token.Position {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]token.Position{}
	packages := map[string]string{} // the name in the file: import path
	for _, i := range file.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		found[p] = set.Position(i.Pos())
		short := path.Base(p)
		if i.Name != nil {
			short = i.Name.Name
		}
		packages[short] = p
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && packages[x.Name] != "" {
				found[packages[x.Name]+"."+n.Sel.Name] = set.Position(n.Pos())
			}
		case *ast.Ident:
			if n.Name == "float64" || n.Name == "float32" {
				found[n.Name] = set.Position(n.Pos())
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT {
				found["float literal"] = set.Position(n.Pos())
			}
		}
		return true
	})
	return found
}
