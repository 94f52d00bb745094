package judge

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The same sources give the same bytes: in another folder, time zone and language, and
// with any number of workers.
func TestSameBytes(t *testing.T) {
	program := budgetbook(t)
	books, err := os.ReadDir(filepath.Join("..", "..", "data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range books {
		name := entry.Name()
		build := func(folder, jobs string, env ...string) map[string]string {
			dir := filepath.Join(t.TempDir(), folder)
			if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", "..", "data", name))); err != nil {
				t.Fatal(err)
			}
			run(t, dir, env, program, "build", name, "-o", "out", "-j", jobs)
			return tree(t, filepath.Join(dir, "out"))
		}
		a := build("가", "1", "TZ=Asia/Seoul", "LANG=ko_KR.UTF-8", "GOMAXPROCS=1")
		b := build(filepath.Join("b", "other folder"), "4", "TZ=UTC", "LANG=C")
		if !slices.Equal(slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))) {
			t.Errorf("%s: other files", name)
		}
		for file := range a {
			if a[file] != b[file] {
				t.Errorf("%s/%s differs", name, file)
			}
		}
		t.Logf("%s: %d files", name, len(a))
	}
}

// The program needs nothing but itself and the data: no templates, fonts, home or network.
func TestProgramAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS(filepath.Join("..", "..", "data"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "program"), []byte(read(t, budgetbook(t))), 0o755); err != nil {
		t.Fatal(err)
	}
	command := []string{"./program", "book"}
	if unshare, err := lookUnshare(); err == nil {
		command = append([]string{unshare, "-rn"}, command...) // a network of its own, without any way out
	} else {
		t.Log("with the network: ", err)
	}
	run(t, dir, []string{"HOME=/nonexistent"}, command...)
	want := tree(t, finished(t))
	got := tree(t, filepath.Join(dir, "out"))
	if !maps.Equal(got, want) {
		t.Errorf("%d files, want the %d that were built beside the sources", len(got), len(want))
	}
}
