package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestOddFolders puts what nobody should write, and somebody will, before every command
// that reads a book: each must say what is wrong at its place, and none may panic.
func TestOddFolders(t *testing.T) {
	base := func(name string) string { return readFile(t, filepath.Join("testdata/base", name)) }
	book, project := base("book.toml"), base("festival.toml")
	head, _, _ := strings.Cut(project, "[[line]]")
	bookHead, _, _ := strings.Cut(book, "[[source]]")

	tests := []struct {
		name  string
		files map[string]string              // over the base book
		make  func(t *testing.T, dir string) // what is no file
		codes []string                       // printed by check, sorted; none is a good book
	}{
		{"empty book.toml", map[string]string{"book.toml": ""}, nil, []string{"E006"}},
		{"book.toml of comments", map[string]string{"book.toml": "# 나중에\n# 쓴다\n"}, nil, []string{"E006"}},
		{"book.toml of a blank line", map[string]string{"book.toml": "\n"}, nil, []string{"E006"}},
		{"empty project file", map[string]string{"festival.toml": ""}, nil, []string{"E006"}},
		{"project file of one byte", map[string]string{"festival.toml": "="}, nil, []string{"E003"}},
		{"project without lines", map[string]string{"festival.toml": head}, nil, []string{"E006"}},
		{"empty list of lines", map[string]string{"festival.toml": "line = []\n" + head}, nil, []string{"E006"}},
		{"line without anything", map[string]string{"festival.toml": head + "[[line]]\n"}, nil, []string{"E006"}},
		{"line with an empty basis", map[string]string{"festival.toml": project + "\n[[line.basis]]\n"}, nil, []string{"E006"}},
		{"basis with an empty item", map[string]string{"festival.toml": project + "item = [{}]\n"}, nil, []string{"E006"}},
		{"every table empty", map[string]string{"festival.toml": project + "\n[[officer]]\n[[schedule]]\n[[performance]]\n[[settlement]]\n[[allow]]\n[expect]\n[overview]\n[narrative]\n[funding]\n[outside]\n[program]\n"}, nil, []string{"E006"}},
		{"optional tables empty", map[string]string{"festival.toml": project + "\n[expect]\n[overview]\n[narrative]\n[funding]\n[outside]\n[program]\n"}, nil, nil},
		{"settlement of a year alone", map[string]string{"festival.toml": project + "\n[[settlement]]\nyear = 2024\nnational = {}\nexpect = {}\n"}, nil, []string{"W341"}},
		{"arrays where tables are expected", map[string]string{"festival.toml": head + "overview = [1]\nfunding = [2, 3]\nexpect = []\nline = [4]\n"}, nil, []string{"E005"}},
		{"tables where texts are expected", map[string]string{"festival.toml": strings.Replace(project, `"가나 축제"`, `{ a = 1 }`, 1)}, nil, []string{"E005"}},
		{"numbers where arrays are expected", map[string]string{"festival.toml": head + "line = 1\nofficer = 2\n"}, nil, []string{"E005"}},
		{"numbers as keys", map[string]string{"festival.toml": "1 = 2\n3.4 = 5\n" + project}, nil, []string{"E004"}},
		{"dates, fractions and infinities", map[string]string{"festival.toml": strings.Replace(project, `"사무관리비"`, "\"사무관리비\"\nbase = 1e3\nexpect = inf\nfunding = { city = 2026-01-01 }", 1)}, nil, []string{"E005"}},
		{"smallest integer", map[string]string{"festival.toml": strings.Replace(project, `"사무관리비"`, "\"사무관리비\"\nbase = -9223372036854775808", 1)}, nil, []string{"E005"}},
		{"year of the smallest integer", map[string]string{"festival.toml": project + "\n[[performance]]\nyear = -9223372036854775808\ntext = \"- 3회\"\n"}, nil, []string{"E214"}},
		{"book without departments", map[string]string{"book.toml": strings.Replace(book, "[[department]]\nname = \"문화과\"\n", "", 1)}, nil, []string{"E023"}},
		{"book without sources", map[string]string{"book.toml": bookHead + "[[department]]\nname = \"문화과\"\n"}, nil, []string{"E006"}},
		{"empty lists in book.toml", map[string]string{"book.toml": "source = []\ndepartment = []\nbureau = []\n" + bookHead}, nil, []string{"E006", "E023"}},
		{"bureau without departments", map[string]string{"book.toml": strings.Replace(book, "[[department]]\nname = \"문화과\"\n", "[[bureau]]\nname = \"문화국\"\ndepartments = []\n", 1)}, nil, []string{"E023"}},
		{"form outside the folder", map[string]string{"book.toml": strings.Replace(book, `"seoul"`, `"../../etc"`, 1)}, nil, []string{"E026"}},
		{"form with files missing", map[string]string{"book.toml": strings.Replace(book, `"seoul"`, `"./form"`, 1), "form/sheet.toml": ""}, nil, []string{"E001", "E006"}},
		{"form of empty files", map[string]string{"book.toml": strings.Replace(book, `"seoul"`, `"./form"`, 1), "form/sheet.toml": "", "form/style.toml": "", "form/book.toml": ""}, nil, []string{"E006"}},
		{"empty companion", map[string]string{"festival.md": ""}, nil, nil},
		{"companion of headings", map[string]string{"festival.md": "# 추진경위\n# 사업목적\n"}, nil, []string{"W374"}},
		{"companion without a project", map[string]string{"fair.md": "# 추진경위\n- 계획\n"}, nil, nil},
		{"all projects in a folder", map[string]string{"문화과/fair.toml": project}, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "festival.toml"))
		}, []string{"E021", "W014"}},
		{"form of its own, and no folder besides", map[string]string{"book.toml": strings.Replace(book, `"seoul"`, `"./form"`, 1), "form/sheet.toml": "", "form/old/style.toml": ""}, nil, []string{"E001", "E006"}},
		{"folder named as a project", nil, func(t *testing.T, dir string) {
			makeDir(t, filepath.Join(dir, "fair.toml"))
		}, nil},
		{"folder named book.toml", nil, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "book.toml"))
			makeDir(t, filepath.Join(dir, "book.toml"))
		}, []string{"E001"}},
		{"folder named as a companion", nil, func(t *testing.T, dir string) {
			makeDir(t, filepath.Join(dir, "festival.md"))
		}, []string{"E001"}},
		{"dangling link", nil, func(t *testing.T, dir string) {
			link(t, "nowhere", filepath.Join(dir, "fair.toml"))
		}, []string{"E001"}},
		{"link to itself", nil, func(t *testing.T, dir string) {
			link(t, "fair.toml", filepath.Join(dir, "fair.toml"))
		}, []string{"E001"}},
		{"link to a folder", nil, func(t *testing.T, dir string) {
			link(t, ".", filepath.Join(dir, "fair.toml"))
		}, []string{"E001"}},
		{"dangling book.toml", nil, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "book.toml"))
			link(t, "nowhere", filepath.Join(dir, "book.toml"))
		}, []string{"E021"}},
		{"link out of the folder", nil, func(t *testing.T, dir string) {
			writeFile(t, filepath.Join(filepath.Dir(dir), "secret.toml"), []byte(project))
			link(t, filepath.Join("..", "secret.toml"), filepath.Join(dir, "fair.toml"))
		}, []string{"E001"}},
		{"absolute link", nil, func(t *testing.T, dir string) {
			link(t, "/etc/passwd", filepath.Join(dir, "festival.md"))
		}, []string{"E001"}},
		{"folder of a form that is a link", map[string]string{"book.toml": strings.Replace(book, `"seoul"`, `"./form"`, 1)}, func(t *testing.T, dir string) {
			link(t, "/etc", filepath.Join(dir, "form"))
		}, []string{"E026"}},
		{"link inside the folder", nil, func(t *testing.T, dir string) {
			writeFile(t, filepath.Join(dir, "설명.md"), []byte("# 사업목적\n- 문화 진흥\n"))
			link(t, "설명.md", filepath.Join(dir, "festival.md"))
		}, nil},
		{"names of one case", map[string]string{"Festival.toml": strings.NewReplacer(`"festival"`, `"fair"`, "축제", "박람회").Replace(project)}, nil, []string{"E022"}},
		{"names that only 자모 tell apart", map[string]string{"한.toml": strings.NewReplacer(`"festival"`, `"fair"`, "축제", "박람회").Replace(project),
			"\u1112\u1161\u11ab.toml": strings.NewReplacer(`"festival"`, `"feast"`, "축제", "잔치").Replace(project)}, nil, []string{"E022"}},
		{"a name that turns the writing", map[string]string{"fair\u202elmot.toml": project}, nil, []string{"E007"}},
		{"a folder that a terminal obeys", map[string]string{"\x1b[31m/fair.toml": project}, nil, []string{"W014"}},
		{"a name in CP949", nil, func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "\xb9\xae.toml"), []byte(project), 0o666); err != nil {
				t.Skip("no such names:", err)
			}
		}, []string{"E007"}},
		{"id of a device", map[string]string{"festival.toml": strings.Replace(project, `"festival"`, `"com1"`, 1)}, nil, []string{"E009"}},
		{"id that climbs", map[string]string{"festival.toml": strings.Replace(project, `"festival"`, `"../festival"`, 1)}, nil, []string{"E009"}},
		{"id with a dot", map[string]string{"festival.toml": strings.Replace(project, `"festival"`, `"festival."`, 1)}, nil, []string{"E009"}},
		{"id in capitals", map[string]string{"festival.toml": strings.Replace(project, `"festival"`, `"Festival"`, 1)}, nil, []string{"E009"}},
		{"right-to-left override", map[string]string{"festival.toml": strings.Replace(project, "안내 책자", "안내\u202e 책자", 1)}, nil, []string{"E007"}},
		{"bell", map[string]string{"festival.toml": strings.Replace(project, "안내 책자", "안내 \\u0007책자", 1)}, nil, []string{"E007"}},
		{"gigabyte of nothing", nil, func(t *testing.T, dir string) {
			writeFile(t, filepath.Join(dir, "fair.toml"), nil)
			if err := os.Truncate(filepath.Join(dir, "fair.toml"), 1<<30); err != nil {
				t.Skip("no sparse files:", err)
			}
		}, []string{"E001"}},
		{"unreadable project", map[string]string{"fair.toml": project}, func(t *testing.T, dir string) {
			makeUnreadable(t, filepath.Join(dir, "fair.toml"))
		}, []string{"E001"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			data := filepath.Join(dir, "book")
			if err := os.CopyFS(data, os.DirFS("testdata/base")); err != nil {
				t.Fatal(err)
			}
			for name, text := range test.files {
				writeFile(t, filepath.Join(data, name), []byte(text))
			}
			if test.make != nil {
				test.make(t, data)
			}
			want := exitDone
			if slices.ContainsFunc(test.codes, func(code string) bool { return code[0] == 'E' }) {
				want = exitFailed
			}
			for _, args := range [][]string{
				{"check", data}, {"check", data, "-json"}, {"build", data, "-o", filepath.Join(dir, "out")},
				{"trace", data, "festival"}, {"new", data, "another"},
			} {
				var said bytes.Buffer
				exit := run(&ui{out: &said, err: &said}, args)
				if strings.ContainsAny(said.String(), "\x1b\u202e") || !utf8.Valid(said.Bytes()) {
					t.Fatalf("%s: what a terminal obeys:\n%q", args[0], said.String())
				}
				if strings.Contains(said.String(), "프로그램의 잘못") {
					t.Fatalf("%s: panic:\n%s", args[0], said.String())
				}
				if args[0] != "check" && args[0] != "build" {
					continue
				}
				if exit != want {
					t.Errorf("%v: exit code %d, want %d:\n%s", args[0], exit, want, said.String())
				}
				if len(args) > 2 {
					continue
				}
				var codes []string
				for _, m := range printedCode.FindAllStringSubmatch(said.String(), -1) {
					codes = append(codes, m[1])
				}
				slices.Sort(codes)
				if codes = slices.Compact(codes); !slices.Equal(codes, test.codes) {
					t.Errorf("check printed %v, want %v:\n%s", codes, test.codes, said.String())
				}
			}
		})
	}
}

func makeDir(t *testing.T, name string) {
	t.Helper()
	if err := os.Mkdir(name, 0o777); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

// link makes a symbolic link, which a user of Windows may not do.
func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		if runtime.GOOS == "windows" {
			t.Skip("no symbolic links:", err)
		}
		t.Fatal(err)
	}
}

// makeUnreadable takes the right to read, which root and Windows do not lose.
func makeUnreadable(t *testing.T, name string) {
	t.Helper()
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(name); err == nil {
		f.Close()
		t.Skip("this user may read every file")
	}
}
