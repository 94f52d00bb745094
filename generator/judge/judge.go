// Package judge reads figures back from finished files with programs that are not
// ours (poppler, qpdf, LibreOffice): whatever the renderers believe they wrote, this is
// what a reader gets. Only tests use it; the book itself never does.
package judge

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Tool is the path of an outside program. Without it the test is skipped, naming the
// program, and fails where REQUIRE_JUDGES=1. With REQUIRE_JUDGES=0 no outside program is asked
// (not with -short: property tests would try less).
func Tool(t testing.TB, name string) string {
	t.Helper()
	unwanted(t, name)
	path, err := exec.LookPath(name)
	if err != nil {
		notInstalled(t, name)
	}
	return path
}

// preflight are the libraries of Apache PDFBox Preflight, as Debian names them.
var preflight = []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"}

// Preflight holds PDF files against PDF/A-1b, the one part of PDF/A that Apache PDFBox
// Preflight knows, and gives the faults of each. Without it as [Tool].
func Preflight(t testing.TB, files ...string) map[string][]string {
	t.Helper()
	unwanted(t, "preflight")
	var jars []string
	for _, name := range preflight {
		jar := filepath.Join("/usr/share/java", name+".jar")
		if _, err := os.Stat(jar); err != nil {
			notInstalled(t, jar)
		}
		jars = append(jars, jar)
	}
	Tool(t, "javac") // a runtime alone does not run a source file
	source := filepath.Join(root(t), "generator", "judge", "testdata", "Preflight.java")
	out := map[string][]string{}
	for line := range strings.Lines(output(t, "java", append([]string{"-cp", strings.Join(jars, ":"), source}, files...)...)) {
		file, fault, _ := strings.Cut(strings.TrimSpace(line), "\t")
		out[file] = append(out[file], fault)
	}
	return out
}

func unwanted(t testing.TB, name string) {
	t.Helper()
	if os.Getenv("REQUIRE_JUDGES") == "0" {
		t.Skipf("%s is not asked with REQUIRE_JUDGES=0 (make judge asks)", name)
	}
}

func notInstalled(t testing.TB, name string) {
	t.Helper()
	if os.Getenv("REQUIRE_JUDGES") == "1" {
		t.Fatalf("%s is not installed: run .ci/tools", name)
	}
	t.Skipf("%s is not installed: run .ci/tools", name)
}

// packages is the folder of the programs from npm, whose versions are fixed there;
// without them as [Tool].
func packages(t testing.TB) string {
	t.Helper()
	unwanted(t, "npm")
	dir := filepath.Join(root(t), "generator", "judge", "testdata", "npm")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "installed.json")); err != nil {
		notInstalled(t, "npm")
	}
	return dir
}

// script runs a script of that folder and gives the lines of JSON that it prints.
func script[T any](t testing.TB, name string, args ...string) (out []T) {
	t.Helper()
	text := output(t, "node", append([]string{filepath.Join(packages(t), name)}, args...)...)
	for line := range strings.Lines(text) {
		var v T
		decode(t, line, &v)
		out = append(out, v)
	}
	return out
}

// Shared is the path of a file in the folder shared/ beside the repository, which is
// not part of it. Without it the test is skipped, naming the file, and fails where
// REQUIRE_SHARED=1.
func Shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(root(t), "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("REQUIRE_SHARED") == "1" {
			t.Fatalf("no ../shared/%s beside the repository", name)
		}
		t.Skipf("no ../shared/%s beside the repository", name)
	}
	return path
}

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test: ", fs.ErrNotExist)
		}
		dir = parent
	}
}

// output runs a program and gives what it prints; a failure is the test's.
func output(t testing.TB, tool string, args ...string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	cmd := exec.Command(Tool(t, tool), args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", tool, strings.Join(args, " "), err, &stdout, &stderr)
	}
	return stdout.String()
}

// squeeze drops all white space: where a line breaks and how wide a gap is, is no figure.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// single makes all white space single blanks.
func single(s string) string { return strings.Join(strings.Fields(s), " ") }
