package source

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"budgetbook/generator/diag"

	"github.com/rogpeppe/go-internal/txtar"
)

// project is a small 사업설명서 source that has every type of field.
type project struct {
	Place    Place      `toml:"-"`
	Schema   int        `toml:"schema" jsonschema:"required,minimum=1,maximum=1"`
	ID       Text       `toml:"id" jsonschema:"required,title=사업 ID,pattern=^[a-z][a-z0-9-]*$,example=social-economy-centers"`
	Title    Text       `toml:"title" jsonschema:"required,title=사업명"`
	Sheets   Bool       `toml:"sheets"`
	Overview *overview  `toml:"overview"`
	Funding  Amounts    `toml:"funding" jsonschema:"title=재원"`
	Lines    []line     `toml:"line" jsonschema:"title=통계목"`
	Contact  contact    `toml:"contact"`
	Years    []Int      `toml:"years"`
	Tags     []string   `toml:"tags"`
	Grid     [][]string `toml:"grid"`
}

type overview struct {
	Cycle   []Text `toml:"cycle" jsonschema:"required,enum=연례반복,enum=기간,enum=계속"`
	Summary Text   `toml:"summary"`
}

type line struct {
	Place Place   `toml:"-"`
	Code  Text    `toml:"code" jsonschema:"required,title=통계목 코드"`
	Base  Won     `toml:"base" jsonschema:"title=전년도 예산액"`
	Basis []basis `toml:"basis" jsonschema:"title=산출근거"`
}

type basis struct {
	Label   Text   `toml:"label" jsonschema:"required"`
	Formula Text   `toml:"formula"`
	Items   []item `toml:"item"`
}

type item struct {
	Place Place `toml:"-"`
	Label Text  `toml:"label" jsonschema:"required"`
}

type contact struct {
	Phone Text `toml:"phone" jsonschema:"required"`
}

func decodeProject(t *testing.T, data string) (project, *File, []diag.Diagnostic) {
	t.Helper()
	f, ds := Parse("project.toml", []byte(data))
	var p project
	return p, f, diag.Sort(append(ds, Decode(f, &p)...))
}

// TestDiagnostics holds what a clerk reads for each mistake: testdata/diag/*.txtar, in
// which each NAME.toml is followed by NAME.want. UPDATE=1 rewrites the latter.
func TestDiagnostics(t *testing.T) {
	files, err := filepath.Glob("testdata/diag/*.txtar")
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
			if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
				want[name] = string(f.Data)
			}
		}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".toml")
			if !ok {
				continue
			}
			_, file, ds := decodeProject(t, string(f.Data))
			var got bytes.Buffer
			diag.Write(&got, ds, diag.Sources{file.Name: file.Text}, "")
			out.Files = append(out.Files, f, txtar.File{Name: name + ".want", Data: got.Bytes()})
			if os.Getenv("UPDATE") == "" && got.String() != want[name] {
				t.Errorf("%s: %s\ngot:\n%swant:\n%s", path, name, got.String(), want[name])
			}
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, txtar.Format(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}
