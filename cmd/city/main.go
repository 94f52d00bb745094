// Command city makes up books of a city that does not exist, 가온시: as many projects as are
// asked for, of the kinds in kinds/*.txt, with texts, officers and figures that add up. The
// same seed gives the same book. It is a tool for developers: make demo and make bench use it.
//
//	go run ./cmd/city [-projects N] [-seed N] [-round 1] [-sheets=false] DIR
//	go run ./cmd/city -copy data/seoul-2024 [-projects N] DIR
//
// It imports nothing of the program, so that its sums are a second opinion on the core's.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// mark opens the book.toml of every folder that this tool made: only such a folder is replaced.
const mark = "# cmd/city가 지어낸 책입니다."

func main() {
	projects := flag.Int("projects", 300, "number of projects")
	seed := flag.Uint64("seed", 1, "another seed, another book")
	round := flag.Int("round", 0, "1: 제1회 추가경정예산 of the same city")
	sheets := flag.Bool("sheets", true, "a PDF for each project too")
	from := flag.String("copy", "", "multiply the first project of this book instead")
	flag.Parse()
	if flag.NArg() != 1 || *projects < 1 || *round < 0 || *round > 1 {
		flag.Usage()
		os.Exit(2)
	}
	var files map[string]string
	var err error
	if *from != "" {
		files, err = copies(*from, *projects, *sheets)
	} else {
		files, err = book(*projects, *seed, *round, *sheets)
	}
	if err == nil {
		err = write(flag.Arg(0), files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "city:", err)
		os.Exit(1)
	}
}

// write puts the files into dir, in place of what an earlier run put there.
func write(dir string, files map[string]string) error {
	old, err := os.ReadFile(filepath.Join(dir, "book.toml"))
	switch {
	case err == nil && strings.HasPrefix(string(old), mark):
		err = os.RemoveAll(dir)
	case errors.Is(err, fs.ErrNotExist):
		err = nil
		if entries, _ := os.ReadDir(dir); len(entries) > 0 {
			err = fmt.Errorf("%s is not empty", dir)
		}
	case err == nil:
		err = fmt.Errorf("%s holds a book that this tool did not make", dir)
	}
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	for name, text := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
		}
	}
	return err
}

var (
	idLine     = regexp.MustCompile(`(?m)^id = "([^"]*)"`)
	titleLine  = regexp.MustCompile(`(?m)^title = "([^"]*)"`)
	sheetsLine = regexp.MustCompile(`(?m)^sheets = (true|false)`)
)

// copies multiplies the first project of a book, under new ids and titles.
func copies(dir string, n int, sheets bool) (map[string]string, error) {
	setting, err := os.ReadFile(filepath.Join(dir, "book.toml"))
	if err != nil {
		return nil, err
	}
	files := map[string]string{"book.toml": mark + "\n" + sheetsLine.ReplaceAllString(string(setting), fmt.Sprintf("sheets = %t", sheets))}
	names, err := filepath.Glob(filepath.Join(dir, "*.toml"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if filepath.Base(name) == "book.toml" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for i := range n {
			one := idLine.ReplaceAllString(string(text), fmt.Sprintf(`id = "$1-%05d"`, i+1))
			files[fmt.Sprintf("copy-%05d.toml", i+1)] = titleLine.ReplaceAllString(one, fmt.Sprintf(`title = "$1 %d"`, i+1))
		}
		break
	}
	return files, nil
}
