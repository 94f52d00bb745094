package book_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"budgetbook/generator/book"
)

// TestVerify names every kind of change, and no other file.
func TestVerify(t *testing.T) {
	built := versions()[0]
	var names []string
	for _, o := range built.Outputs {
		names = append(names, o.Path)
	}
	md := names[0]
	for _, c := range []struct {
		name   string
		change func(dir string) error
		want   book.Difference
	}{
		{"nothing", func(string) error { return nil }, book.Difference{}},
		{"one byte", func(dir string) error {
			data, err := os.ReadFile(filepath.Join(dir, md))
			data[len(data)/2] ^= 1
			return errors.Join(err, os.WriteFile(filepath.Join(dir, md), data, 0o644))
		}, book.Difference{Changed: []string{md}}},
		{"one byte more", func(dir string) error {
			f, err := os.OpenFile(filepath.Join(dir, "report.txt"), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("\n")
			return errors.Join(err, f.Close())
		}, book.Difference{Changed: []string{"report.txt"}}},
		{"another name", func(dir string) error {
			return os.Rename(filepath.Join(dir, md), filepath.Join(dir, md+".bak"))
		}, book.Difference{Missing: []string{md}, Extra: []string{md + ".bak"}}},
		{"a hidden file", func(dir string) error { return os.WriteFile(filepath.Join(dir, "public", ".x"), nil, 0o644) }, book.Difference{Extra: []string{"public/.x"}}},
		{"a link to the same bytes", func(dir string) error {
			file := filepath.Join(dir, md)
			return errors.Join(os.Rename(file, file+".bak"), os.Symlink(filepath.Base(file)+".bak", file))
		}, book.Difference{Changed: []string{md}, Extra: []string{md + ".bak"}}},
		{"a folder that is a link", func(dir string) error {
			away := t.TempDir()
			return errors.Join(os.Rename(filepath.Join(dir, "public"), filepath.Join(away, "p")), os.Symlink(filepath.Join(away, "p"), filepath.Join(dir, "public")))
		}, book.Difference{Missing: slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n[:2] != "pu" }), Extra: []string{"public"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "book")
			if err := publish(dir, built, nil); err != nil {
				t.Fatal(err)
			}
			if err := c.change(dir); err != nil {
				t.Fatal(err)
			}
			if _, d, err := book.Verify(dir); err != nil || !reflect.DeepEqual(d, c.want) {
				t.Errorf("got %+v %v\nwant %+v", d, err, c.want)
			}
		})
	}
}

// TestHostileManifest: whatever stands in manifest.json, it is refused or read in bounds.
func TestHostileManifest(t *testing.T) {
	outputs := func(paths ...string) string {
		text := `{"program": "budgetbook", "outputs": [`
		for i, p := range paths {
			if i > 0 {
				text += ","
			}
			text += fmt.Sprintf(`{"path": %q, "sha256": "00", "size": 1}`, p)
		}
		return text + "]}"
	}
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"nothing", "", book.ErrDamaged},
		{"half of it", `{"program": "budgetbook", "outp`, book.ErrDamaged},
		{"another program", `{"program": "app", "outputs": 3}`, book.ErrNotOurs},
		{"a list", `[1, 2]`, book.ErrDamaged},
		{"no list of files", `{"program": "budgetbook", "outputs": 3}`, book.ErrDamaged},
		{"a path upwards", outputs("../x"), book.ErrDamaged},
		{"a path upwards inside", outputs("a/../../x"), book.ErrDamaged},
		{"an absolute path", outputs("/etc/passwd"), book.ErrDamaged},
		{"an empty path", outputs(""), book.ErrDamaged},
		{"a file twice", outputs("a", "a"), book.ErrDamaged},
		{"no order", outputs("b", "a"), book.ErrDamaged},
		{"a size of all", `{"program": "budgetbook", "outputs": [{"path": "a", "size": 1e400}]}`, book.ErrDamaged},
		{"a deep one", `{"program": "budgetbook", "outputs": ` + string(slices.Repeat([]byte("["), 1<<20)), book.ErrDamaged},
		{"a file that is not there", outputs("a"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, filepath.Join(dir, "manifest.json"), c.text)
			_, d, err := book.Verify(dir)
			if !errors.Is(err, c.want) || c.want == nil && len(d.Missing) != 1 {
				t.Errorf("got %+v %v, want %v", d, err, c.want)
			}
		})
	}
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(1<<40), f.Close()); err != nil {
		t.Skip("no sparse files:", err)
	}
	if _, _, err := book.Verify(dir); !errors.Is(err, book.ErrDamaged) {
		t.Errorf("a terabyte: %v", err)
	}
}
