//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipe: a pipe in the folder has no end to wait for.
func TestPipe(t *testing.T) {
	data := filepath.Join(t.TempDir(), "book")
	if err := os.CopyFS(data, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(data, "fair.toml"), 0o666); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if code := run(&ui{out: &said, err: &said}, []string{"check", data}); code != exitFailed || !strings.Contains(said.String(), "오류 E001: 보통 파일이 아니라") {
		t.Errorf("exit code %d:\n%s", code, said.String())
	}
}
