// Package source turns TOML files into typed values that know where they were
// written. In goes a file of a book folder or a form, out comes a [File], and
// from it, with [Decode], a struct whose fields are [Text], [Won], [Int], [Bool]
// and tables of them; every problem is a diagnostic at its line and column.
//
// BurntSushi/toml decides what is TOML and gives the values. It tells no
// positions, so a scanner of our own finds them; the two are compared at run time. Plain
// TOML, which nobody could read in two ways, the scanner reads alone (plain.go).
// The package knows nothing of budgets and never computes.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"budgetbook/generator/diag"
)

// The limits keep a wrong or hostile file from taking the machine. The largest
// real book, one file for each of its projects, stays far below all of them.
const (
	maxBytes = 8 << 20 // of one file
	maxLines = 100_000
	maxNodes = 200_000 // keys and elements of lists
	maxDepth = 20      // tables and lists inside each other
	maxPath  = 1_000   // bytes of all names from the root to a key
	maxMarks = 20      // bad characters that are reported one by one
)

// File is one source file, decoded: UTF-8 without BOM, line ends as LF, NFC.
// Spans are byte offsets into Text.
type File struct {
	Name string    // path inside the book folder, with forward slashes
	Text string    // what a diagnostic's excerpt is cut from; empty if unreadable
	Root *Node     // nil where the file could not be read as TOML
	Span diag.Span // the whole of Text
}

// Read reads and parses one TOML file. The File is never nil; where the file could
// not be read, Root is nil and an error among the diagnostics says why.
func Read(fsys fs.FS, name string) (*File, []diag.Diagnostic) {
	data, ds := Bytes(fsys, name)
	if ds != nil {
		return Unread(name), ds
	}
	return Parse(name, data)
}

// Unread is a file whose bytes could not be had.
func Unread(name string) *File { return &File{Name: name, Span: diag.Span{File: name}} }

// Parse is [Read] for bytes that are already in memory.
func Parse(name string, data []byte) (*File, []diag.Diagnostic) {
	f, ds, ok := newFile(name, data)
	if !ok {
		return f, ds
	}
	root, more := parse(f)
	f.Root = root
	return f, diag.Sort(append(ds, more...))
}

// Decoded is a file as decoded, whatever it says, so that places in it can be shown.
func Decoded(name string, data []byte) *File {
	f := Unread(name)
	f.Text, _, _ = decodeText(name, data)
	f.Span.End = len(f.Text)
	return f
}

// ParseText decodes a file of prose beside the TOML files. The Text spans the whole file; the
// same checks of size, encoding and characters apply.
func ParseText(name string, data []byte) (*File, Text, []diag.Diagnostic) {
	f, ds, ok := newFile(name, data)
	if !ok {
		return f, Text{}, ds
	}
	return f, Text{Value: f.Text, Span: f.Span}, ds
}

// newFile decodes the bytes. ok is false where what they hold is not known.
func newFile(name string, data []byte) (f *File, ds []diag.Diagnostic, ok bool) {
	f = &File{Name: name, Span: diag.Span{File: name}}
	if len(data) > maxBytes {
		return f, []diag.Diagnostic{tooBig(name)}, false
	}
	f.Text, ds, ok = decodeText(name, data)
	f.Span.End = len(f.Text)
	if ok {
		ds = append(ds, checkCharacters(f)...)
	}
	return f, ds, ok
}

// Bytes reads a file as it lies in the folder: at most what a source may have, whatever the file
// claims to be.
func Bytes(fsys fs.FS, name string) ([]byte, []diag.Diagnostic) {
	info, err := fs.Stat(fsys, name) // before it is opened: opening a pipe would wait for a writer
	if err != nil {
		return nil, []diag.Diagnostic{unreadable(name, err)}
	}
	if info.IsDir() {
		return nil, []diag.Diagnostic{{Code: "E001", Span: diag.Span{File: name},
			Message: "파일이 아니라 폴더입니다", Hints: []string{"같은 이름의 폴더를 다른 이름으로 바꿉니다"}}}
	}
	if !info.Mode().IsRegular() {
		return nil, []diag.Diagnostic{{Code: "E001", Span: diag.Span{File: name},
			Message: "보통 파일이 아니라 장치나 파이프입니다", Hints: []string{"그것을 지우고 파일로 다시 저장합니다"}}}
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, []diag.Diagnostic{unreadable(name, err)}
	}
	defer file.Close()
	if info.Size() > maxBytes {
		return nil, []diag.Diagnostic{tooBig(name)}
	}
	var data bytes.Buffer
	data.Grow(int(max(info.Size(), 0)) + bytes.MinRead) // so that it is read in one piece
	if _, err := data.ReadFrom(io.LimitReader(file, maxBytes+1)); err != nil {
		return nil, []diag.Diagnostic{unreadable(name, err)}
	}
	if data.Len() > maxBytes {
		return nil, []diag.Diagnostic{tooBig(name)}
	}
	return data.Bytes(), nil
}

func tooBig(name string) diag.Diagnostic {
	return diag.Diagnostic{Code: "E001", Span: diag.Span{File: name},
		Message: fmt.Sprintf("파일이 너무 큽니다: %dMB까지 읽습니다", maxBytes>>20),
		Hints:   []string{"사업마다 파일 하나로 나누고, 그림이나 다른 자료가 잘못 저장되지 않았는지 봅니다"}}
}

func unreadable(name string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: "E001", Span: diag.Span{File: name}}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.Message = "파일이 없습니다"
		d.Hints = []string{"파일 이름과 폴더를 확인합니다"}
	case errors.Is(err, fs.ErrPermission):
		d.Message = "파일을 읽을 권한이 없습니다"
		d.Hints = []string{"파일의 읽기 권한을 확인합니다"}
	case strings.Contains(err.Error(), "path escapes from parent"): // so says os.Root, and exports no error
		d.Message = "책 폴더 밖을 가리키는 링크여서 읽지 않았습니다"
		d.Hints = []string{"링크를 지우고 그 파일을 이 폴더에 복사합니다"}
	default:
		d.Message = fmt.Sprintf("파일을 읽을 수 없습니다 (%v)", err)
		d.Hints = []string{"다른 프로그램이 파일을 열고 있지 않은지 확인합니다"}
	}
	return d
}

// firstLine is the place of a message about the file as a whole.
func (f *File) firstLine() diag.Span {
	end := strings.IndexByte(f.Text, '\n')
	if end < 0 {
		end = len(f.Text)
	}
	return diag.Span{File: f.Name, End: end}
}

func (f *File) span(start, end int) diag.Span {
	return diag.Span{File: f.Name, Start: start, End: end}
}
