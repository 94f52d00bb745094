package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"budgetbook/generator/diag"
)

// cannotHappen holds the codes that no source can bring about, each with the reason. A
// code that gets a case must leave this list.
var cannotHappen = map[string]string{
	"E901": "프로그램의 잘못일 때만 나옵니다: 출력물을 되읽는 시험은 generator/render에 있습니다",
}

// made writes the files of cases that a text archive cannot hold.
var made = map[string]func(t *testing.T, book string){
	"E001": func(t *testing.T, book string) {
		name := filepath.Join(book, "huge.toml")
		writeFile(t, name, nil)
		if err := os.Truncate(name, 50<<20); err != nil {
			t.Fatal(err)
		}
	},
	"E002": func(t *testing.T, book string) { // title = "문화제", as Windows Notepad saves ANSI
		writeFile(t, filepath.Join(book, "ansi.toml"), []byte("schema = 1\nid = \"ansi\"\ntitle = \"\xb9\xae\xc8\xad\xc1\xa6\"\n"))
	},
	"E007": func(t *testing.T, book string) { // right-to-left override
		rewrite(t, filepath.Join(book, "festival.toml"), "가나 축제", "가나\u202e 축제")
	},
	"E401": func(t *testing.T, book string) { // an emoji, as a telephone types it
		rewrite(t, filepath.Join(book, "festival.toml"), "가나 축제", "가나 축제 \U0001F389")
	},
	"W011": func(t *testing.T, book string) { // 한, as macOS saves it
		rewrite(t, filepath.Join(book, "festival.toml"), "가나 축제", "\u1112\u1161\u11ab가위 축제")
	},
	"W013": func(t *testing.T, book string) { // a bullet of 한글(HWP)
		rewrite(t, filepath.Join(book, "festival.toml"), "가나 축제", "\uf06d 가나 축제")
	},
}

// TestDiagnostics runs testdata/diag/CODE.txtar (or CODE-WORD.txtar, a further case of
// the code): the book testdata/base, with the files of the case put over it, before the
// command that the case names; "want" is all that it says. UPDATE=1 rewrites it.
func TestDiagnostics(t *testing.T) {
	paths, err := filepath.Glob("testdata/diag/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		code, _, variant := strings.Cut(name, "-")
		covered[code] = covered[code] || !variant
		t.Run(name, func(t *testing.T) { runCase(t, path, name, code) })
	}
	for _, e := range diag.Catalogue {
		switch reason, excused := cannotHappen[e.Code]; {
		case excused && covered[e.Code]:
			t.Errorf("%s has a case: it can happen, so take it out of cannotHappen (%s)", e.Code, reason)
		case !excused && !covered[e.Code]:
			t.Errorf("%s has no case: write testdata/diag/%s.txtar", e.Code, e.Code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(made)) {
		if !covered[code] {
			t.Errorf("files are made for %s, which has no case", code)
		}
	}
}

var (
	commandLine = regexp.MustCompile(`(?m)^\$ budgetbook (.+)$`)
	printedCode = regexp.MustCompile(`(?m)^(?:\S+: )?(?:오류|확인) ([EW][0-9]{3}): `)
)

func runCase(t *testing.T, path, name, code string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	command := commandLine.FindSubmatch(archive.Comment)
	if command == nil {
		t.Fatal("no line \"$ budgetbook …\" before the first file")
	}
	dir := t.TempDir()
	book := filepath.Join(dir, "book")
	if err := os.CopyFS(book, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	want, at := "", -1
	for i, f := range archive.Files {
		if f.Name == "want" {
			want, at = string(f.Data), i
			continue
		}
		writeFile(t, filepath.Join(book, f.Name), f.Data)
	}
	if at < 0 {
		at = len(archive.Files)
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
	}
	if write := made[name]; write != nil {
		write(t, book)
	}
	file, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}

	t.Chdir(dir)
	var said bytes.Buffer
	exit := run(&ui{out: &said, err: &said, in: strings.NewReader("")}, strings.Fields(string(command[1])))
	got := said.String()
	printed := map[string]bool{}
	for _, m := range printedCode.FindAllStringSubmatch(got, -1) {
		printed[m[1]] = true
	}
	if codes := slices.Sorted(maps.Keys(printed)); !slices.Equal(codes, []string{code}) {
		t.Errorf("printed %v, want %s alone:\n%s", codes, code, got)
	}
	wantExit := exitDone
	if code[0] == 'E' {
		wantExit = exitFailed
	}
	if exit != wantExit {
		t.Errorf("exit code %d, want %d", exit, wantExit)
	}
	if os.Getenv("UPDATE") != "" {
		archive.Files[at].Data = said.Bytes()
		writeFile(t, file, txtar.Format(archive))
		return
	}
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// TestCatalogue holds the codes that the generator writes against the list that explain
// reads: neither may have one that the other lacks.
func TestCatalogue(t *testing.T) {
	explained := map[string]bool{}
	for _, e := range diag.Catalogue {
		if explained[e.Code] {
			t.Errorf("%s is explained twice", e.Code)
		}
		explained[e.Code] = true
		if e.Title == "" || e.Meaning == "" || e.Mend == "" {
			t.Errorf("%s lacks a title, a meaning or a way to mend", e.Code)
		}
	}
	used := codesInSource(t)
	for _, code := range slices.Sorted(maps.Keys(used)) {
		if !explained[code] {
			t.Errorf("%s: %s is not in diag.Catalogue", used[code], code)
		}
	}
	for _, e := range diag.Catalogue {
		if used[e.Code] == "" {
			t.Errorf("%s is in diag.Catalogue, and nothing prints it", e.Code)
		}
	}
	for code := range cannotHappen {
		if !explained[code] {
			t.Errorf("cannotHappen names %s, which does not exist", code)
		}
	}
}

// codesInSource finds every code literal of the generator with a place where it stands.
func codesInSource(t *testing.T) map[string]string {
	t.Helper()
	code := regexp.MustCompile(`^[EW][0-9]{3}$`)
	used := map[string]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir("../../generator", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || e.Name() == "catalogue.go" {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && code.MatchString(s) {
					used[s] = fmt.Sprint(files.Position(lit.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// rewrite replaces old, which must be there, in a file.
func rewrite(t *testing.T, name, old, new string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	writeFile(t, name, bytes.ReplaceAll(data, []byte(old), []byte(new)))
}
