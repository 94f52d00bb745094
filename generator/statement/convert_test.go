package statement_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

// options reads the line "government=가나시 year=2027 …" of a case.
func options(t *testing.T, comment string) statement.Options {
	t.Helper()
	opt := statement.Options{Rounding: money.Ceil}
	for _, word := range strings.Fields(comment[strings.Index(comment, "government="):]) {
		key, value, _ := strings.Cut(word, "=")
		var err error
		switch key {
		case "government":
			opt.Government = value
		case "year":
			opt.Year, err = strconv.Atoi(value)
		case "kind":
			opt.Kind = value
		case "round":
			opt.Round, err = strconv.Atoi(value)
		default:
			t.Fatalf("unknown option %s", word)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return opt
}

// TestConvert runs testdata/*.txtar: the statement, then every file of the book that it
// becomes, then what is said about it by the import and by check. UPDATE=1 rewrites them. Each book is checked, too.
func TestConvert(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input := archive.Files[0]
			result, err := statement.Convert(input.Data, options(t, string(archive.Comment)))
			if err != nil {
				t.Fatal(err)
			}
			checked := book.Check(folder(result), 0)
			found := ""
			for _, d := range checked.Diagnostics {
				line, _ := checked.Sources.Position(d.Span)
				found += fmt.Sprintf("%s:%d: %s %s\n", d.Span.File, line, d.Code, d.Message)
				if d.Severity() == diag.Error {
					t.Error(found)
				}
			}

			got := &txtar.Archive{Comment: archive.Comment, Files: []txtar.File{input}}
			for _, f := range result.Files {
				got.Files = append(got.Files, txtar.File{Name: f.Name, Data: f.Data})
			}
			said := ""
			for _, n := range result.Notes {
				said += n.String() + "\n"
			}
			got.Files = append(got.Files, txtar.File{Name: "notes", Data: fmt.Appendf(nil, "%s%+v\n", said, result.Counts)}, txtar.File{Name: "check", Data: []byte(found)})
			if os.Getenv("UPDATE") == "1" {
				if err := os.WriteFile(path, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := map[string]string{}
			for _, f := range archive.Files {
				want[f.Name] = string(f.Data)
			}
			for _, f := range got.Files {
				if want[f.Name] != string(f.Data) {
					t.Errorf("%s: got\n%s\nwant\n%s", f.Name, f.Data, want[f.Name])
				}
				delete(want, f.Name)
			}
			for _, name := range slices.Sorted(maps.Keys(want)) {
				t.Errorf("%s is not made any more", name)
			}
		})
	}
}
