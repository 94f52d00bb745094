package form_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/templates"
)

// builtin lists the embedded forms.
func builtin(t *testing.T) (names []string) {
	t.Helper()
	found, err := fs.Glob(templates.FS, "*/sheet.toml")
	if err != nil || len(found) == 0 {
		t.Fatal("no forms", err)
	}
	for _, f := range found {
		names = append(names, path.Dir(f))
	}
	return names
}

func told(ds []diag.Diagnostic, sources diag.Sources) string {
	var b strings.Builder
	diag.Write(&b, ds, sources, "")
	return b.String()
}

// TestBuiltin: every embedded form loads, and is named as its folder.
func TestBuiltin(t *testing.T) {
	for _, name := range builtin(t) {
		t.Run(name, func(t *testing.T) {
			sources := diag.Sources{}
			f, ds := form.Load(templates.FS, name, sources)
			if len(ds) > 0 {
				t.Fatal(told(ds, sources))
			}
			if f.Sheet.Name != name || len(f.Sheet.Sections) == 0 || len(f.Files) != 4 {
				t.Errorf("name %q, %d sections, %d files", f.Sheet.Name, len(f.Sheet.Sections), len(f.Files))
			}
		})
	}
}

// copied is the Seoul form as an office's own, with one thing changed in one file.
func copied(t *testing.T, file, old, new string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"sheet.toml", "style.toml", "book.toml"} {
		data, err := fs.ReadFile(templates.FS, "seoul/"+name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if name == file {
			if !strings.Contains(text, old) {
				t.Fatalf("%s has no %q", name, old)
			}
			text = strings.Replace(text, old, new, 1)
		}
		fsys["own/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestBroken: what an office's own form gets wrong is an error in its own file that says
// what may stand there; nothing of the form is used.
func TestBroken(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, code, says string }{
		{"an unknown kind of block", "sheet.toml", `kind = "officers"`, `kind = "officer"`, "E009", "officers"},
		{"an unknown column", "sheet.toml", `id = "base"`, `id = "bass"`, "E009", "label, base, current"},
		{"a column twice", "sheet.toml", `{ id = "current", `, `{ id = "base", `, "E009", "두 번"},
		{"a fixed table without a column", "sheet.toml", `  { id = "equals", group = "{year}년 예산내역", width = 60, align = "center", open = true },`, "", "E009", "line, label, formula, equals, amount"},
		{"a fixed table in another order", "sheet.toml", `{ id = "year", width = 240, align = "center" },
  { id = "text", width = 1450, align = "left" },`, `{ id = "text", width = 1450, align = "left" },
  { id = "year", width = 240, align = "center" },`, "E009", "year, text"},
		{"no columns", "sheet.toml", `columns = [
  { id = "step"`, `# columns = [
  # { id = "step"`, "E003", ""},
		{"one mark", "sheet.toml", `marks = ["○", "-", "·"]`, `marks = ["○"]`, "E009", "marks ="},
		{"no years", "sheet.toml", `years = [-3, -2, -1]`, `years = []`, "E009", "years ="},
		{"an unknown text", "sheet.toml", `{ field = "effect" }`, `{ field = "effekt" }`, "E009", "effect"},
		{"a width of 0", "sheet.toml", `width = 410`, `width = 0`, "E009", "1부터"},
		{"a width beyond the paper", "sheet.toml", `width = 410`, `width = 99_999`, "E009", "10,000"},
		{"an unknown side", "sheet.toml", `align = "right"`, `align = "righ"`, "E009", "left, center, right"},
		{"an unknown key", "sheet.toml", "required = true", "requierd = true", "E004", "required"},
		{"a word missing", "sheet.toml", `zero = "0"`, "", "E006", "zero"},
		{"another version", "sheet.toml", "schema = 1", "schema = 2", "E009", "schema"},
		{"not TOML", "sheet.toml", "schema = 1", "schema == 1", "E003", ""},
		{"a base that is not there", "sheet.toml", "schema = 1", "schema = 1\nbase = \"busan\"", "E026", "busan"},
		{"a base outside", "sheet.toml", "schema = 1", "schema = 1\nbase = \"../seoul\"", "E026", "../seoul"},
		{"a size missing", "style.toml", "cell = { size_pt100 = 950, pitch_percent = 138 }", "", "E006", "cell"},
		{"a size of 0", "style.toml", "cell = { size_pt100 = 950", "cell = { size_pt100 = 0", "E009", "100부터"},
		{"a negative pad", "style.toml", "pad_x_mm100 = 160", "pad_x_mm100 = -160", "E009", "0부터"},
		{"a measure with a fraction", "style.toml", "pad_x_mm100 = 160", "pad_x_mm100 = 1.6", "E005", ""},
		{"no colours", "style.toml", "[color]", "[colour]", "E004", "color"},
		{"margins wider than the paper", "style.toml", "left_mm100 = 2000", "left_mm100 = 9000", "E009", "좌우 여백"},
		{"the widest margins", "style.toml", "left_mm100 = 2000", "left_mm100 = 8500", "", ""},
		{"margins higher than the paper", "style.toml", "top_mm100 = 2400\nbottom_mm100 = 2000", "top_mm100 = 10000\nbottom_mm100 = 10000", "E009", "위아래 여백"},
		{"a chart of what is not ranked", "book.toml", `chart = { by = "분야"`, `chart = { by = "부문"`, "E009", "분야"},
		{"결산 of the book without a column of its chart", "book.toml", `  { id = "spent", head = "집행액", width = 300, align = "right" },`, "", "E009", "spent"},
		{"결산 of the book with an unknown column", "book.toml", `{ id = "unspent", `, `{ id = "unspend", `, "E009", "unspent"},
		{"an unknown kind of chapter", "book.toml", `kind = "index"`, `kind = "indexes"`, "E009", "index"},
		{"a table by what there is not", "book.toml", `by = ["재원"]`, `by = ["재 원"]`, "E009", "회계, 재원"},
		{"a table by three", "book.toml", `by = ["분야", "부문"]`, `by = ["분야", "부문", "회계"]`, "E009", `["분야", "부문"]`},
		{"a table the wrong way round", "book.toml", `by = ["분야", "부문"]`, `by = ["부문", "분야"]`, "E009", `["분야", "부문"]`},
		{"a divider of what is no place", "book.toml", "by = \"부서\"\nfrom", "by = \"분야\"\nfrom", "E009", "실·국"},
		{"no place for the sheets", "book.toml", `kind = "sheets"`, `kind = "index"`, "E009", "0개"},
		{"sheets twice", "book.toml", "[[chapter]]\nkind = \"index\"", "[[chapter]]\nkind = \"sheets\"\n[[chapter]]\nkind = \"index\"", "E009", "2개"},
		{"no words for volumes", "book.toml", `title = "제{n}권"`, "", "E006", "title"},
		{"no edition", "book.toml", `public = "대시민 공개본"`, "", "E006", "public"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sources := diag.Sources{}
			f, ds := form.Load(copied(t, c.file, c.old, c.new), "own", sources)
			if c.code == "" {
				if f == nil {
					t.Errorf("refused: %s", told(ds, sources))
				}
				return
			}
			if f != nil {
				t.Error("the form is used")
			}
			if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == c.code && d.Span.File == "own/"+c.file }) || !strings.Contains(told(ds, sources), c.says) {
				t.Errorf("want %s in own/%s with %q, got\n%s", c.code, c.file, c.says, told(ds, sources))
			}
		})
	}
}

// TestMissingFiles: a folder without its files tells which; with a base it takes them there.
func TestMissingFiles(t *testing.T) {
	for _, file := range []string{"sheet.toml", "style.toml", "book.toml"} {
		fsys := copied(t, "", "", "")
		delete(fsys, "own/"+file)
		sources := diag.Sources{}
		f, ds := form.Load(fsys, "own", sources)
		if f != nil || len(ds) != 1 || ds[0].Code != "E001" || ds[0].Span.File != "own/"+file {
			t.Errorf("without %s: %s", file, told(ds, sources))
		}
	}
	fsys := copied(t, "sheet.toml", "schema = 1", "schema = 1\nbase = \"seoul\"")
	delete(fsys, "own/style.toml")
	sources := diag.Sources{}
	f, ds := form.Load(fsys, "own", sources)
	if f == nil {
		t.Fatal(told(ds, sources))
	}
	var names []string
	for _, file := range f.Files {
		names = append(names, file.Name)
	}
	if want := []string{"own/sheet.toml", "seoul/style.toml", "own/book.toml", "seoul/wording.toml"}; !slices.Equal(names, want) {
		t.Errorf("read %v, want %v", names, want)
	}
}

func TestYear(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"{year}년", "2026년"}, {"{year-1}예산액", "2025예산액"}, {"{year+1}", "2027"},
		{"{year-2}~{year}", "2024~2026"}, {"연도", "연도"}, {"{year", "{year"},
	} {
		if got := form.Year(c.text, 2026); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}
