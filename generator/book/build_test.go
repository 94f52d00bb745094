package book_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/templates"
)

// sample is a book of data/ in memory, to be changed.
func sample(t *testing.T, name string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	dir := os.DirFS("../../data/" + name)
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		data, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		fsys[e.Name()] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// changed is the sample with a text of one file replaced.
func changed(t *testing.T, fsys fstest.MapFS, file, old, new string) fstest.MapFS {
	t.Helper()
	if !bytes.Contains(fsys[file].Data, []byte(old)) {
		t.Fatalf("%s has no %q", file, old)
	}
	out := fstest.MapFS{}
	for name, f := range fsys {
		out[name] = f
	}
	out[file] = &fstest.MapFile{Data: bytes.Replace(fsys[file].Data, []byte(old), []byte(new), 1)}
	return out
}

func told(b *book.Built) string {
	var w strings.Builder
	diag.Write(&w, b.Diagnostics, b.Sources, "")
	return w.String()
}

func paths(outputs []book.Output) (names []string) {
	for _, o := range outputs {
		names = append(names, o.Path)
	}
	slices.Sort(names)
	return names
}

const seed = "social-economy-centers"

// TestOutputs: which files a build leaves, by edition, format and -only.
func TestOutputs(t *testing.T) {
	fsys := sample(t, "seoul-2024")
	for _, c := range []struct {
		name string
		opt  book.Options
		want []string
	}{
		{"everything", book.Options{}, []string{
			"council/appendix.xlsx", "council/book.md", "council/book.pdf",
			"council/csv/basis.csv", "council/csv/budget.csv", "council/csv/codes.csv", "council/csv/funding.csv", "council/csv/leaves.csv", "council/csv/schedule.csv", "council/csv/schema.json", "council/csv/settlement.csv",
			"council/sheets/" + seed + ".md", "council/sheets/" + seed + ".pdf",
			"public/appendix.xlsx", "public/book.md", "public/book.pdf",
			"public/csv/basis.csv", "public/csv/budget.csv", "public/csv/codes.csv", "public/csv/funding.csv", "public/csv/leaves.csv", "public/csv/schedule.csv", "public/csv/schema.json", "public/csv/settlement.csv",
			"public/sheets/" + seed + ".md", "public/sheets/" + seed + ".pdf"}},
		{"one edition", book.Options{Editions: []compose.Edition{compose.Public}, Formats: []book.Format{book.Markdown}}, []string{"public/book.md", "public/sheets/" + seed + ".md"}},
		{"the workbook alone", book.Options{Editions: []compose.Edition{compose.Public}, Formats: []book.Format{book.Excel}}, []string{"public/appendix.xlsx"}},
		{"one project: its sheets, no book and no workbook", book.Options{Only: []string{seed}}, []string{
			"council/sheets/" + seed + ".md", "council/sheets/" + seed + ".pdf", "public/sheets/" + seed + ".md", "public/sheets/" + seed + ".pdf"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book.Build(fsys, c.opt)
			if got := paths(b.Outputs); !slices.Equal(got, c.want) {
				t.Errorf("got %v\nwant %v\n%s", got, c.want, told(b))
			}
		})
	}
	b := book.Build(sample(t, "muju-2026"), book.Options{Only: []string{"housing-benefit"}, Formats: []book.Format{book.Markdown}})
	if got, want := paths(b.Outputs), []string{"council/sheets/housing-benefit.md", "public/sheets/housing-benefit.md"}; !slices.Equal(got, want) {
		t.Errorf("one of nine: got %v, want %v", got, want)
	}
}

// TestErrorWritesNothing: where there is an error there are no outputs at all.
func TestErrorWritesNothing(t *testing.T) {
	fsys := sample(t, "seoul-2024")
	for _, c := range []struct {
		name, code string
		fsys       fstest.MapFS
		opt        book.Options
	}{
		{"in a rule", "E201", changed(t, fsys, seed+".toml", "expect = 563_000_000", "expect = 562_000_000"), book.Options{}},
		{"in a formula", "E101", changed(t, fsys, seed+".toml", "59,500,000원*2개소", "59,500,000*2개소"), book.Options{}},
		{"in the book", "E009", changed(t, fsys, "book.toml", `"본예산"`, `"본예선"`), book.Options{}},
		{"in a file", "E003", changed(t, fsys, seed+".toml", "schema = 1", "schema = = 1"), book.Options{}},
		{"in composition", "E009", changed(t, fsys, seed+".toml", `role = "과장"`, `role = "가장"`), book.Options{}},
		{"a letter of no font", "E401", changed(t, fsys, seed+".toml", "통합지원센터 운영", "통합지원센터 𓀀"), book.Options{}},
		{"an unknown form", "E026", changed(t, fsys, "book.toml", `form = "seoul"`, `form = "busan"`), book.Options{}},
		{"a folder that is no form", "E026", changed(t, fsys, "book.toml", `form = "seoul"`, `form = "codes"`), book.Options{}},
		{"a form outside", "E026", changed(t, fsys, "book.toml", `form = "seoul"`, `form = "./../seoul"`), book.Options{}},
		{"an unknown project in -only", "E027", fsys, book.Options{Only: []string{"none"}}},
		{"an empty folder", "E021", fstest.MapFS{}, book.Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book.Build(c.fsys, c.opt)
			if !slices.ContainsFunc(b.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == c.code }) {
				t.Errorf("want %s, got\n%s", c.code, told(b))
			}
			if b.Outputs != nil {
				t.Errorf("%d outputs", len(b.Outputs))
			}
		})
	}
}

// TestCheckAgreesWithBuild: `check` shows what a build would stop at.
func TestCheckAgreesWithBuild(t *testing.T) {
	fsys := changed(t, sample(t, "seoul-2024"), seed+".toml", `role = "과장"`, `role = "가장"`)
	checked, built := book.Check(fsys, 1), book.Build(fsys, book.Options{})
	if a, b := fmt.Sprint(checked.Diagnostics), fmt.Sprint(built.Diagnostics); a != b {
		t.Errorf("check %s\nbuild %s", a, b)
	}
}

// TestPlacesBesideAFolder: a folder or a file that is named like a project does not take its text away.
func TestPlacesBesideAFolder(t *testing.T) {
	fsys := changed(t, sample(t, "muju-2026"), "lonely-death.toml", "title =", "titl =")
	fsys["lonely-death/old.toml"] = &fstest.MapFile{}
	fsys["lonely-death.TOML"] = &fstest.MapFile{}
	checked, built := book.Check(fsys, 1), book.Build(fsys, book.Options{})
	for _, c := range []*book.Checked{checked, built.Checked} {
		var w strings.Builder
		diag.Write(&w, c.Diagnostics, c.Sources, "")
		if !strings.Contains(w.String(), "W014") || !strings.Contains(w.String(), "titl = ") || strings.Contains(w.String(), "lonely-death.toml:1:1") {
			t.Errorf("got\n%s", w.String())
		}
	}
}

// published builds into a folder, and reads all that is in it.
func published(t *testing.T, fsys fs.FS, opt book.Options) (b *book.Built, files map[string][]byte) {
	t.Helper()
	dir := t.TempDir()
	stage, err := book.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Discard()
	opt.Store = stage
	b = book.Build(fsys, opt)
	if diag.HasErrors(b.Diagnostics) || b.Outputs != nil {
		t.Fatalf("%d outputs in memory\n%s", len(b.Outputs), told(b))
	}
	if _, err := stage.Finish(b); err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, line := range tree(t, dir) {
		name, text, _ := strings.Cut(line, ": ")
		files[name] = []byte(text)
	}
	return b, files
}

// TestManifest: hash and size of every file, sources as decoded, and nothing else.
func TestManifest(t *testing.T) {
	b, data := published(t, sample(t, "seoul-2024"), book.Options{Formats: []book.Format{book.Markdown, book.Excel}})
	var m book.Manifest
	if err := json.Unmarshal(data["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	if m.Fingerprint != b.Fingerprint || m.Program != "budgetbook" || m.Status != "안" {
		t.Errorf("%+v", m)
	}
	if len(m.Outputs) != len(data)-1 {
		t.Errorf("%d outputs in the manifest, %d files", len(m.Outputs), len(data))
	}
	hold := func(e book.Entry, data []byte) {
		t.Helper()
		sum := sha256.Sum256(data)
		if e.SHA256 != hex.EncodeToString(sum[:]) || e.Size != len(data) || len(data) == 0 {
			t.Errorf("%s: wrong hash or size", e.Path)
		}
	}
	for _, e := range m.Outputs {
		hold(e, data[e.Path])
	}
	fsys := sample(t, "seoul-2024")
	for _, e := range m.Sources {
		f, ok := fsys[e.Path]
		if !ok {
			t.Fatalf("%s is no source", e.Path)
		}
		hold(e, f.Data)
	}
	if len(m.Sources) != 2 || len(m.Fonts) != 3 || len(m.Form) != 4 {
		t.Errorf("sources %v, fonts %v, form %v", m.Sources, m.Fonts, m.Form)
	}
	if report := string(data["report.txt"]); !strings.Contains(report, "W310") || !strings.Contains(report, b.Fingerprint) {
		t.Errorf("report.txt:\n%s", report)
	}
}

// TestAllowedInReport: a warning that the office accepted is gone from the list, and
// stands in report.txt with its reason.
func TestAllowedInReport(t *testing.T) {
	fsys := changed(t, sample(t, "seoul-2024"), seed+".toml", "[[performance]]", "[[allow]]\ncode = \"W310\"\nreason = \"원문이 그러함\"\n\n[[performance]]")
	b, data := published(t, fsys, book.Options{Formats: []book.Format{book.Markdown}})
	if slices.ContainsFunc(b.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "W310" || d.Code == "W350" }) || len(b.Allowed) != 1 {
		t.Errorf("%d allowed, left:\n%s", len(b.Allowed), told(b))
	}
	if report := string(data["report.txt"]); strings.Count(report, "허용한 까닭: 원문이 그러함") != 1 {
		t.Errorf("report.txt:\n%s", report)
	}
}

// TestFingerprint: it names the content of the sources and the form, and nothing else.
func TestFingerprint(t *testing.T) {
	of := func(fsys fs.FS, opt book.Options) string {
		t.Helper()
		opt.Formats = []book.Format{book.Markdown}
		b := book.Build(fsys, opt)
		if len(b.Fingerprint) != 9 || b.Outputs == nil {
			t.Fatalf("fingerprint %q\n%s", b.Fingerprint, told(b))
		}
		return b.Fingerprint
	}
	fsys := sample(t, "seoul-2024")
	base := of(fsys, book.Options{})

	windows := fstest.MapFS{}
	for name, f := range fsys {
		windows[name] = &fstest.MapFile{Data: append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))...)}
	}
	elsewhere := t.TempDir() + "/다른 폴더"
	if err := os.CopyFS(elsewhere, fsys); err != nil {
		t.Fatal(err)
	}
	beside := changed(t, fsys, "book.toml", "schema", "schema")
	beside["메모.txt"] = &fstest.MapFile{Data: []byte("딸린 파일")}
	for name, got := range map[string]string{
		"CRLF and BOM":     of(windows, book.Options{}),
		"another folder":   of(os.DirFS(elsewhere), book.Options{}),
		"an edition":       of(fsys, book.Options{Editions: []compose.Edition{compose.Public}}),
		"jobs":             of(fsys, book.Options{Jobs: 8}),
		"a file of no use": of(beside, book.Options{}),
	} {
		if got != base {
			t.Errorf("%s changes it: %s, %s", name, got, base)
		}
	}

	companion := changed(t, fsys, "book.toml", "schema", "schema")
	companion[seed+".md"] = &fstest.MapFile{Data: []byte("\n")}
	own := func(old, new string) fstest.MapFS {
		out := withOwnForm(t, fsys)
		return changed(t, out, "my-form/sheet.toml", old, new)
	}
	seen := map[string]string{base: "the sample"}
	for name, got := range map[string]string{
		"an amount":        of(changed(t, fsys, seed+".toml", "base_funding = { national = 0 }", "base_funding = { national = 1_000 }"), book.Options{}),
		"a comment":        of(changed(t, fsys, seed+".toml", "# 부기", "# 부기명"), book.Options{}),
		"book.toml":        of(changed(t, fsys, "book.toml", `status = "안"`, `status = "확정"`), book.Options{}),
		"a companion file": of(companion, book.Options{}),
		"an own form":      of(own("사업개요", "사업개요"), book.Options{}),
		"another own form": of(own("사업개요", "개요"), book.Options{}),
	} {
		if other, ok := seen[got]; ok {
			t.Errorf("%s has the fingerprint of %s", name, other)
		}
		seen[got] = name
	}
}

// withOwnForm puts a copy of the Seoul form into the book folder and uses it.
func withOwnForm(t *testing.T, fsys fstest.MapFS) fstest.MapFS {
	t.Helper()
	out := changed(t, fsys, "book.toml", `form = "seoul"`, `form = "./my-form"`)
	for _, name := range []string{"sheet.toml", "style.toml", "book.toml"} {
		data, err := fs.ReadFile(templates.FS, "seoul/"+name)
		if err != nil {
			t.Fatal(err)
		}
		out["my-form/"+name] = &fstest.MapFile{Data: data}
	}
	return out
}

// TestSameBytes: neither the number of workers nor the time changes a byte.
func TestSameBytes(t *testing.T) {
	fsys := sample(t, "muju-2026")
	one, eight := book.Build(fsys, book.Options{Jobs: 1}), book.Build(fsys, book.Options{Jobs: 8})
	if len(one.Outputs) == 0 || !slices.Equal(paths(one.Outputs), paths(eight.Outputs)) {
		t.Fatalf("%v\n%v", paths(one.Outputs), paths(eight.Outputs))
	}
	for i, o := range one.Outputs {
		if o.Path != eight.Outputs[i].Path || !bytes.Equal(o.Data, eight.Outputs[i].Data) {
			t.Errorf("%s differs", o.Path)
		}
	}
	if a, b := fmt.Sprint(one.Diagnostics), fmt.Sprint(eight.Diagnostics); a != b {
		t.Errorf("diagnostics differ: %s, %s", a, b)
	}
}

// markdownOf builds the sheet in the council edition.
func markdownOf(t *testing.T, fsys fs.FS) string {
	t.Helper()
	b := book.Build(fsys, book.Options{Editions: []compose.Edition{compose.Council}, Formats: []book.Format{book.Markdown}})
	for _, o := range b.Outputs {
		if o.Path == "council/sheets/"+seed+".md" {
			return string(o.Data)
		}
	}
	t.Fatal(told(b))
	return ""
}

// TestOwnForm: an office's own form decides order, words and columns of the sheet, and
// no program has to change for it.
func TestOwnForm(t *testing.T) {
	fsys := withOwnForm(t, sample(t, "seoul-2024"))
	same := markdownOf(t, fsys)
	if strings.Index(same, "사업목적") > strings.Index(same, "추진경위") {
		t.Fatal("the Seoul form has 사업목적 first")
	}
	text := string(fsys["my-form/sheet.toml"].Data)

	blocks := strings.SplitAfter(text, "[[section.block]]\n") // the block of 사업목적 changes place with that of 추진경위
	var purpose, history int
	for i, b := range blocks {
		if strings.Contains(b, `{ field = "purpose" }`) {
			purpose = i
		}
		if strings.Contains(b, `{ field = "history" }`) {
			history = i
		}
	}
	if purpose == 0 || history == 0 {
		t.Fatal("no such blocks")
	}
	blocks[purpose], blocks[history] = blocks[history], blocks[purpose]
	swapped := strings.Join(blocks, "")
	out := changed(t, fsys, "my-form/sheet.toml", text, swapped)
	if md := markdownOf(t, out); strings.Index(md, "□ 사업목적") < strings.Index(md, "□ 추진경위") {
		t.Error("the order of blocks is not the form's")
	}

	for _, c := range []struct{ name, old, new, want, not string }{
		{"a title", `title = "예산 총괄"`, `title = "총괄표"`, "□ 총괄표", "□ 예산 총괄"},
		{"a column left out", `  { id = "changed", head = "예산변경", width = 190, align = "right" },`, "", "예산현액", "예산변경"},
		{"a word", `total = "계"`, `total = "총계"`, "총계", ""},
		{"a mark", `marks = ["○", `, `marks = ["◦", `, "◦ ", "○ "},
	} {
		t.Run(c.name, func(t *testing.T) {
			md := markdownOf(t, changed(t, fsys, "my-form/sheet.toml", c.old, c.new))
			if !strings.Contains(md, c.want) || c.not != "" && strings.Contains(md, c.not) {
				t.Errorf("want %q and not %q in\n%s", c.want, c.not, md[:min(len(md), 2000)])
			}
		})
	}
}

// TestBrokenOwnForm: whatever is wrong with an own form is told; nothing panics.
func TestBrokenOwnForm(t *testing.T) {
	fsys := withOwnForm(t, sample(t, "seoul-2024"))
	for _, c := range []struct{ name, file, old, new, code string }{
		{"an unknown column", "my-form/sheet.toml", `id = "final"`, `id = "finale"`, "E009"},
		{"an unknown kind", "my-form/sheet.toml", `kind = "schedule"`, `kind = "plans"`, "E009"},
		{"no size", "my-form/style.toml", "size_pt100 = 950", "size_pt100 = 0", "E009"},
		{"no such folder", "book.toml", `"./my-form"`, `"./your-form"`, "E026"},
		{"the book folder itself", "book.toml", `"./my-form"`, `"./"`, "E026"},
		{"outside the book folder", "book.toml", `"./my-form"`, `"./../my-form"`, "E026"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book.Build(changed(t, fsys, c.file, c.old, c.new), book.Options{})
			if b.Outputs != nil || !slices.ContainsFunc(b.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == c.code }) {
				t.Errorf("%d outputs, want %s\n%s", len(b.Outputs), c.code, told(b))
			}
		})
	}
}

// TestPanicReachesTheCaller: a fault of ours in a worker ends up where cmd catches it, and
// does not take the process down.
func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if p := recover(); p == nil || !strings.Contains(fmt.Sprint(p), "our fault") {
			t.Errorf("recovered %v", p)
		}
	}()
	book.Build(sample(t, "muju-2026"), book.Options{Formats: []book.Format{book.Markdown}, Jobs: 4,
		Progress: func(p book.Progress) {
			if p.Done > 0 {
				panic("our fault")
			}
		}})
	t.Error("no panic")
}

// TestMutations: no damage to the source texts makes the program panic, and what comes
// out is either errors or a whole book. The damage is the same in every run.
func TestMutations(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 7))
	seoul, muju := withOwnForm(t, sample(t, "seoul-2024")), sample(t, "muju-2026")
	for name := range muju { // three of them are enough of a book
		if !slices.Contains([]string{"book.toml", "nonggong-complex.toml", "lonely-death.toml", "human-rights-school.toml"}, name) {
			delete(muju, name)
		}
	}
	tokens := []string{"0", "-1", "999_999_999_999_999", "\"\"", "[]", "{}", "true", "\"△\"", "\n", "원", "*", "{{", "1_500", "= 1", "\"2026-02-30\"", "|", "1e9", "[[line]]\n", "\x00", "\"\"\""}
	built, stopped := 0, 0
	for n := range 300 {
		fsys := seoul
		if n%3 == 0 {
			fsys = muju
		}
		var names []string
		for name := range fsys {
			names = append(names, name)
		}
		slices.Sort(names)
		name := names[random.IntN(len(names))]
		lines := strings.SplitAfter(string(fsys[name].Data), "\n")
		var done []string
		for range 1 + random.IntN(2) {
			at := random.IntN(len(lines))
			token := tokens[random.IntN(len(tokens))]
			switch random.IntN(6) {
			case 0:
				done = append(done, fmt.Sprintf("line %d deleted", at+1))
				lines[at] = ""
			case 1:
				done = append(done, fmt.Sprintf("line %d twice", at+1))
				lines[at] += lines[at]
			case 2:
				other := random.IntN(len(lines))
				done = append(done, fmt.Sprintf("lines %d and %d exchanged", at+1, other+1))
				lines[at], lines[other] = lines[other], lines[at]
			case 3:
				done = append(done, fmt.Sprintf("value of line %d is %q", at+1, token))
				if key, _, ok := strings.Cut(lines[at], "="); ok {
					lines[at] = key + "= " + token + "\n"
				}
			case 4:
				done = append(done, fmt.Sprintf("line %d cut", at+1))
				lines[at] = lines[at][:random.IntN(len(lines[at])+1)]
			case 5:
				i := random.IntN(len(lines[at]) + 1)
				done = append(done, fmt.Sprintf("%q put into line %d", token, at+1))
				lines[at] = lines[at][:i] + token + lines[at][i:]
			}
		}
		what := fmt.Sprintf("case %d, %s: %s", n, name, strings.Join(done, ", "))
		mutated := fstest.MapFS{}
		for other, f := range fsys {
			mutated[other] = f
		}
		mutated[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, ""))}

		opt := book.Options{Formats: []book.Format{book.Markdown}, Editions: []compose.Edition{compose.Council}}
		if path.Base(name) != "book.toml" && path.Dir(name) != "." && n%4 == 1 || n%25 == 0 {
			opt.Formats = nil // a form's measures reach the page only
		}
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s: panic: %v", what, p)
				}
			}()
			b := book.Build(mutated, opt)
			if diag.HasErrors(b.Diagnostics) == (b.Outputs != nil) {
				t.Errorf("%s: %d outputs beside\n%s", what, len(b.Outputs), told(b))
			}
			if slices.ContainsFunc(b.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "E901" }) {
				t.Errorf("%s: the outputs do not agree:\n%s", what, told(b))
			}
			if b.Outputs != nil {
				built++
			} else {
				stopped++
			}
		}()
	}
	if built < 30 || stopped < 30 {
		t.Errorf("%d built, %d stopped: the damage is too strong or too weak", built, stopped)
	}
}
