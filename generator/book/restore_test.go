package book_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"budgetbook/generator/book"
)

// A build that was killed between its two renames left the book under its old name: the
// next build finds it, and puts it back before anything can go wrong.
func TestPublishAfterKill(t *testing.T) {
	parent := t.TempDir()
	dir, old := filepath.Join(parent, "city"), filepath.Join(parent, ".budgetbook-city", "old")
	publish := func(text string) {
		t.Helper()
		if err := book.Publish(dir, complete(book.Output{Path: "book.md", Data: []byte(text)})); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want string) {
		t.Helper()
		if got, err := os.ReadFile(filepath.Join(dir, "book.md")); err != nil || string(got) != want {
			t.Errorf("the book holds %q, %v; want %q", got, err, want)
		}
	}
	publish("first")
	if err := os.Mkdir(filepath.Dir(old), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, old); err != nil {
		t.Fatal(err)
	}
	// A file that cannot be written fails the next build after the old book is back.
	err := book.Publish(dir, complete(book.Output{Path: "a"}, book.Output{Path: "a/b"}))
	if err == nil {
		t.Fatal("a file below a file was written")
	}
	holds("first")
	publish("second")
	holds("second")

	// A removal that was cut short leaves a folder without a manifest: it goes.
	if err := os.MkdirAll(filepath.Join(old, "council"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish("third")
	holds("third")
	if _, err := os.Lstat(old); !errors.Is(err, os.ErrNotExist) {
		t.Error("the old folder stays")
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("left over: %v", entries)
	}
}
