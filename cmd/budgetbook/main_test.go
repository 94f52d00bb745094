package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"budgetbook": main})
}

// TestScript runs testdata/script/*.txtar: the manual of the commands, as scripts. UPDATE=1
// rewrites the files that they compare with.
func TestScript(t *testing.T) {
	data, err := filepath.Abs("../../data")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		UpdateScripts:      os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Values[takenKey] = taken{}
			e.Values[watchedKey] = &watched{}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"fails":     fails,
			"list":      listFiles,
			"sample":    func(ts *testscript.TestScript, _ bool, args []string) { sample(ts, data, args) },
			"snapshot":  snapshot,
			"unchanged": unchanged,
			"samejson":  sameJSON,
			"chop":      chop,
			"interrupt": interrupt,
			"watch":     watch,
			"told":      told,
			"stop":      stop,
		},
	})
}

// fails CODE COMMAND…: the command must end with just this exit code.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	got := 0
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if neg || got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// list DIR: the files in the folder, as stdout.
func listFiles(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range slices.Sorted(maps.Keys(readAll(ts, args[0]))) {
		fmt.Fprintln(ts.Stdout(), name)
	}
}

// sample NAME DIR: a book of this repository, copied into a folder.
func sample(ts *testscript.TestScript, data string, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(filepath.Join(data, args[0]))))
}

// taken is what snapshot saw, by folder: files with their bytes.
type taken map[string]map[string]string

const takenKey = "taken"

// snapshot DIR: remembers every file of the folder.
func snapshot(ts *testscript.TestScript, _ bool, args []string) {
	ts.Value(takenKey).(taken)[args[0]] = readAll(ts, args[0])
}

// unchanged DIR: the folder holds the very bytes that snapshot saw; with ! it does not.
func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	before, ok := ts.Value(takenKey).(taken)[args[0]]
	if !ok {
		ts.Fatalf("no snapshot of %s", args[0])
	}
	if same := reflect.DeepEqual(before, readAll(ts, args[0])); same == neg {
		ts.Fatalf("%s: unchanged is %v", args[0], same)
	}
}

func readAll(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	}))
	return files
}

// samejson FILE WANT: the same JSON value, however it is laid out. Numbers are compared as
// they are written: 3e6 is not 3000000.
func sameJSON(ts *testscript.TestScript, _ bool, args []string) {
	read := func(name string) (v any) {
		d := json.NewDecoder(strings.NewReader(ts.ReadFile(name)))
		d.UseNumber()
		ts.Check(d.Decode(&v))
		if d.More() {
			ts.Fatalf("%s: more than one JSON value", name)
		}
		return v
	}
	if got, want := read(args[0]), read(args[1]); !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", "  ")
		w, _ := json.MarshalIndent(want, "", "  ")
		ts.Fatalf("got:\n%s\nwant:\n%s", g, w)
	}
}

// chop FILE: takes away the last line's end, which a text archive always has.
func chop(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(name, []byte(strings.TrimRight(ts.ReadFile(args[0]), "\n")), 0o666))
}

// interrupt SIGNAL DIR COMMAND…: sends the signal as soon as DIR is there. The command must
// end with 130, and soon.
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath(args[2]) // testscript puts the program there
	ts.Check(err)
	c := exec.Command(path, args[3:]...)
	c.Dir = ts.MkAbs(".")
	c.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	c.Stdout, c.Stderr = ts.Stdout(), ts.Stderr()
	ts.Check(c.Start())
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for begun := ts.MkAbs(args[1]); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(begun); err == nil {
			break
		}
		select {
		case err := <-ended:
			ts.Fatalf("ended before %s was there: %v", args[1], err)
		default:
		}
	}
	ts.Check(c.Process.Signal(map[string]os.Signal{"INT": os.Interrupt, "TERM": syscall.SIGTERM}[args[0]]))
	select {
	case <-ended:
	case <-time.After(patience):
		c.Process.Kill()
		ts.Fatalf("still running")
	}
	if code := c.ProcessState.ExitCode(); code != exitInterrupted {
		ts.Fatalf("exit code %d", code)
	}
}

// TestSchemaKnowsSamples holds every key of the sample books, and of the scaffold, against
// the JSON Schema: an editor must not mark as wrong what the program reads.
func TestSchemaKnowsSamples(t *testing.T) {
	books, err := filepath.Glob("../../data/*")
	if err != nil || len(books) == 0 {
		t.Fatal("no sample books", err)
	}
	known := map[string]map[string]bool{"project": schemaKeys(t, "project"), "book": schemaKeys(t, "book")}
	for _, dir := range books {
		files, err := filepath.Glob(filepath.Join(dir, "*.toml"))
		if err != nil {
			t.Fatal(err)
		}
		free := map[string]bool{} // the book's own 재원
		for _, m := range regexp.MustCompile(`(?m)^key = "(.+?)"`).FindAllStringSubmatch(readFile(t, filepath.Join(dir, "book.toml")), -1) {
			free[m[1]] = true
		}
		for _, file := range files {
			kind := "project"
			if filepath.Base(file) == "book.toml" {
				kind = "book"
			}
			found := tomlKeys(readFile(t, file))
			if len(found) < 8 {
				t.Errorf("%s: only %d keys found: the search is broken", file, len(found))
			}
			for _, key := range found {
				if !known[kind][key] && !free[key] {
					t.Errorf("%s: %s is not in the schema of a %s", file, key, kind)
				}
			}
		}
	}
}

var (
	tomlText = regexp.MustCompile(`(?s)""".*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*`)
	tomlKey  = regexp.MustCompile(`(?m)([a-z_]+)\s*=|^\s*\[+([a-z_.]+)\]`)
)

// tomlKeys lists the keys and the parts of table names, without the texts and comments.
func tomlKeys(file string) (found []string) {
	for _, m := range tomlKey.FindAllStringSubmatch(tomlText.ReplaceAllString(file, `""`), -1) {
		for _, name := range strings.Split(m[1]+m[2], ".") {
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// schemaKeys are the properties of the schema that the command prints, at every depth.
func schemaKeys(t *testing.T, kind string) map[string]bool {
	t.Helper()
	var out, errors strings.Builder
	if code := run(&ui{out: &out, err: &errors}, []string{"schema", kind}); code != exitDone {
		t.Fatalf("schema %s: exit code %d: %s", kind, code, errors.String())
	}
	var schema any
	if err := json.Unmarshal([]byte(out.String()), &schema); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if properties, ok := v["properties"].(map[string]any); ok {
				for name := range properties {
					known[name] = true
				}
			}
			for _, child := range v {
				walk(child)
			}
		case []any:
			for _, child := range v {
				walk(child)
			}
		}
	}
	walk(schema)
	return known
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
