package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"budgetbook/generator/diag"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPositions shows where each key and value of every TOML shape is found.
func TestPositions(t *testing.T) {
	files, err := filepath.Glob("testdata/position/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out := &txtar.Archive{Comment: archive.Comment}
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".toml")
			if !ok {
				continue
			}
			file, ds := Parse(f.Name, f.Data)
			if file.Root == nil || len(ds) > 0 {
				t.Errorf("%s: %v", f.Name, ds)
				continue
			}
			got := dump(file)
			out.Files = append(out.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
			if os.Getenv("UPDATE") == "" && got != want[name+".want"] {
				t.Errorf("%s: %s\ngot:\n%swant:\n%s", path, name, got, want[name+".want"])
			}
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, txtar.Format(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func dump(f *File) string {
	var b strings.Builder
	src := diag.Sources{f.Name: f.Text}
	place := func(sp diag.Span) string {
		if sp.IsZero() {
			return "-"
		}
		line, column := src.Position(sp)
		return fmt.Sprintf("%d:%d", line, column)
	}
	walk(f.Root, "", func(path string, n *Node) {
		if n == f.Root {
			return
		}
		key := "-"
		if n.key != (stretch{}) {
			key = place(n.place())
		}
		fmt.Fprintf(&b, "%s  %s  %s %s  %q\n", path, n.kind.korean(), key, place(n.span()), f.Text[n.at.from:n.at.to])
	})
	return b.String()
}

// walk visits a tree in the order of the file.
func walk(n *Node, path string, visit func(string, *Node)) {
	visit(path, n)
	for i, c := range n.inner {
		if n.kind == table {
			walk(c, join(path, c.name), visit)
		} else {
			walk(c, fmt.Sprintf("%s[%d]", path, i+1), visit)
		}
	}
}
