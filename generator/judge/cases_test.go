package judge

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
)

// TestCases builds the book of each folder testdata/cases/NAME: sheets that were really
// printed, their figures and their faults. NAME/want.txt says what must come out:
//
//	book data/muju-2026                      the book, from the repository's folder; else NAME itself
//	sheet lonely-death                       of the sheet with this id stand
//	title: 고독사 예방사업                       its title,
//	예산 총괄: 계 | (x20,000) 40,000 | …        and a row of the table under the heading, cell by cell
//	reports                                  and this is all that is reported:
//	W331 a.toml:31:8 2020-04                 code, place, and what stands there
//
// A line that begins with # is a comment. UPDATE=1 rewrites what stands after reports.
func TestCases(t *testing.T) {
	wants, err := filepath.Glob("testdata/cases/*/want.txt")
	if err != nil || len(wants) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, file := range wants {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) { judgeCase(t, file) })
	}
}

func judgeCase(t *testing.T, file string) {
	want := readWant(t, file)
	dir := filepath.Dir(file)
	if want.book != "" {
		dir = filepath.Join(root(t), filepath.FromSlash(want.book))
	}
	built := book.Build(os.DirFS(dir), book.Options{Editions: []compose.Edition{compose.Council}})
	var got []string
	for _, d := range built.Diagnostics {
		got = append(got, reported(d, built.Sources))
	}
	if os.Getenv("UPDATE") != "" {
		rewriteReports(t, file, got)
	} else if !slices.Equal(got, want.reports) {
		t.Errorf("reported:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want.reports, "\n"))
	}
	for _, s := range want.sheets {
		md := sheetOf(built, s.id)
		if md == "" {
			t.Errorf("no sheet %s", s.id)
			continue
		}
		stands := standing(md)
		for _, row := range s.rows {
			if !stands[row] {
				t.Errorf("%s does not print %q", s.id, row)
			}
		}
		if t.Failed() {
			t.Logf("%s prints\n%s", s.id, md)
		}
	}
}

// want is what a case must print and report.
type want struct {
	book    string
	sheets  []wantSheet
	reports []string
}

type wantSheet struct {
	id   string
	rows []string
}

func readWant(t *testing.T, file string) (w want) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	reports := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case reports:
			w.reports = append(w.reports, line)
		case word == "book":
			w.book = rest
		case word == "sheet":
			w.sheets = append(w.sheets, wantSheet{id: rest})
		case word == "reports":
			reports = true
		case len(w.sheets) == 0:
			t.Fatalf("%s: no sheet before %q", file, line)
		default:
			last := &w.sheets[len(w.sheets)-1]
			last.rows = append(last.rows, line)
		}
	}
	if !reports {
		t.Fatalf("%s: no line \"reports\"", file)
	}
	return w
}

func rewriteReports(t *testing.T, file string, reports []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(data), "\nreports\n")
	text := strings.Join(append([]string{before, "reports"}, reports...), "\n") + "\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// reported is a diagnostic as want.txt has it.
func reported(d diag.Diagnostic, sources diag.Sources) string {
	line, column := sources.Position(d.Span)
	text, _, _ := strings.Cut(sources[d.Span.File][d.Span.Start:d.Span.End], "\n")
	return strings.TrimSpace(fmt.Sprintf("%s %s:%d:%d %s", d.Code, d.Span.File, line, column, text))
}

func sheetOf(b *book.Built, id string) string {
	for _, out := range b.Outputs {
		if out.Path == "council/sheets/"+id+".md" {
			return string(out.Data)
		}
	}
	return ""
}

// headMark is what the form puts before a heading.
var headMark = regexp.MustCompile(`^(□|[0-9]+) `)

// standing are the lines of want.txt that a sheet fulfils.
func standing(md string) map[string]bool {
	out := map[string]bool{}
	for i, s := range sections(md) {
		if i == 0 {
			out["title: "+s.heading] = true
		}
		for _, table := range s.tables {
			for _, row := range table {
				for i := range row {
					row[i] = strings.ReplaceAll(row[i], "\n", " ")
				}
				out[strings.TrimSpace(headMark.ReplaceAllString(s.heading, "")+": "+strings.Join(row, " | "))] = true
			}
		}
	}
	return out
}

// TestCasesAreWhole holds the folder of real cases against the fixtures: each of them is
// the case of some folder.
func TestCasesAreWhole(t *testing.T) {
	cases, err := fs.Glob(os.DirFS(Shared(t, "cases")), "*.md")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases: ", err)
	}
	var told strings.Builder
	wants, _ := filepath.Glob("testdata/cases/*/want.txt")
	for _, file := range wants {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		told.Write(data)
	}
	for _, c := range cases {
		if name := strings.TrimSuffix(c, ".md"); !strings.Contains(told.String(), "# case "+name+"\n") {
			t.Errorf("no fixture says \"# case %s\"", name)
		}
	}
}
