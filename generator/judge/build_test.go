package judge

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// scratch is a folder that all tests share; it goes away after them.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "judge-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// program is the command, built as a user builds it.
var program = sync.OnceValues(func() (string, error) {
	file := filepath.Join(scratch, "budgetbook")
	cmd := exec.Command("go", "build", "-o", file, "./cmd/budgetbook")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return file, nil
})

// budgetbook is the path of the built command.
func budgetbook(t testing.TB) string {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var everything = sync.OnceValues(func() (string, error) {
	file, err := program()
	if err != nil {
		return "", err
	}
	out := filepath.Join(scratch, "out")
	cmd := exec.Command(file, "book", "-o", out, filepath.Join("..", "..", "data"))
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("budgetbook book: %w\n%s", err, text)
	}
	return out, nil
})

// finished is the folder with every book under data/, built once with the command.
func finished(t testing.TB) string {
	t.Helper()
	out, err := everything()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var imported bool

// county is the folder of the finished 의회 제출본 of a real county's book, imported once.
func county(t testing.TB) string {
	t.Helper()
	statement := Shared(t, "real/muju-2026-part.json")
	data, out := filepath.Join(scratch, "county-data"), filepath.Join(scratch, "county")
	if !imported {
		run(t, ".", nil, budgetbook(t), "import", "statement", statement, data, "-government", "무주군", "-year", "2026")
		run(t, ".", nil, budgetbook(t), "build", data, "-o", out, "-edition", "council")
		imported = true
	}
	return filepath.Join(out, "council")
}

// withCounty are the finished files of a kind in every book, the imported county's too
// where it is at hand.
func withCounty(t *testing.T, extension string) (out []string) {
	t.Helper()
	out = files(t, extension)
	t.Run("county", func(t *testing.T) {
		dir := county(t)
		for _, name := range slices.Sorted(maps.Keys(tree(t, dir))) {
			if filepath.Ext(name) == extension {
				out = append(out, filepath.Join(dir, name))
			}
		}
	})
	return out
}

// seed is the folder of the finished 의회 제출본 of the seed's book.
func seed(t testing.TB) string { return filepath.Join(finished(t), "seoul-2024", "council") }

// files are the finished files of a kind (".pdf") in both editions of every book.
func files(t testing.TB, extension string) []string {
	t.Helper()
	var out []string
	for name := range tree(t, finished(t)) {
		if filepath.Ext(name) == extension {
			out = append(out, filepath.Join(finished(t), name))
		}
	}
	slices.Sort(out)
	if len(out) == 0 {
		t.Fatalf("no finished %s", extension)
	}
	return out
}

var calculated = map[bool]map[string]map[string]grid{}

// recalculated is [recalculate] of every finished workbook, done once.
func recalculated(t *testing.T, shown bool) map[string]map[string]grid {
	t.Helper()
	if calculated[shown] == nil {
		calculated[shown] = recalculate(t, shown, withCounty(t, ".xlsx")...)
	}
	return calculated[shown]
}

// short is a finished file's path without the scratch folder.
func short(file string) string {
	short := strings.TrimPrefix(file, filepath.Join(scratch, "out")+string(filepath.Separator))
	return strings.TrimPrefix(short, scratch+string(filepath.Separator))
}

// tree reads every file below a folder, by its path in it, but for what a build keeps beside
// the book for the next one.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), ".budgetbook-") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		out[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// run runs a program in a folder with PATH and these variables alone.
func run(t testing.TB, dir string, env []string, command ...string) {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Env = append(env, "PATH="+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
}

// lookUnshare is the path of unshare, if this machine lets it cut off the network.
func lookUnshare() (string, error) {
	path, err := exec.LookPath("unshare")
	if err != nil {
		return "", err
	}
	return path, exec.Command(path, "-rn", "true").Run()
}
