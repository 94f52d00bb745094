package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"budgetbook/generator/book"
)

func runVerify(u *ui, args []string) int {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	data := flags.String("data", "", "")
	rest, code, ok := u.parse(flags, args, 1, 1)
	if !ok {
		return code
	}
	dir := rest[0]
	m, d, err := book.Verify(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(u.err, "%s: 폴더나 manifest.json이 없습니다. budgetbook build가 만든 폴더(council, public의 위)를 적으십시오\n", dir)
		return exitFailed
	case err != nil:
		fmt.Fprintf(u.err, "%s: 확인하지 못했습니다: %v\n", dir, err)
		return exitFailed
	}
	fmt.Fprintf(u.out, "%s: %s (%s), 지문 %s, 파일 %d개, manifest.json의 SHA-256 %s\n", dir, printable(m.Book), printable(m.Status), printable(m.Fingerprint), len(m.Outputs)+1, m.SHA256)
	same := u.difference(dir, "파일", d)
	if same {
		fmt.Fprintf(u.out, "%s: 모든 파일이 만들 때 그대로입니다\n", dir)
	}
	if *data != "" {
		same = u.origin(*data, m) && same
	}
	if !same {
		return exitFailed
	}
	return exitDone
}

// origin says whether the book comes from the sources in data.
func (u *ui) origin(data string, m book.Manifest) bool {
	o, err := m.Origin(folder(data))
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(u.err, "%s: 폴더나 book.toml이 없습니다. -data에는 원본이 있는 책 폴더를 적으십시오\n", data)
		return false
	}
	if err != nil {
		fmt.Fprintf(u.err, "%s: 책 폴더를 읽지 못했습니다: %s\n", data, reason(err))
		return false
	}
	sources, form, fonts := u.difference(data, "원본", o.Sources), u.difference(data, "서식", o.Form), u.difference(data, "글꼴", o.Fonts)
	switch {
	case o.Same:
		fmt.Fprintf(u.out, "%s: 이 원본(원본 %d개, 서식 %d개, 글꼴 %d개)으로 만든 책입니다\n", data, len(m.Sources), len(m.Form), len(m.Fonts))
	case sources && form && fonts:
		fmt.Fprintf(u.err, "%s: 원본은 같으나 다른 판의 프로그램(%s)으로 만든 책입니다\n", data, printable(m.Version))
	default:
		fmt.Fprintf(u.err, "%s: 지금의 원본으로 만든 책이 아닙니다\n", data)
	}
	return o.Same
}

// difference names every file that is not as it was, and reports whether there is none.
func (u *ui) difference(dir, kind string, d book.Difference) bool {
	for _, list := range []struct {
		how   string
		names []string
	}{{"달라진", d.Changed}, {"없어진", d.Missing}, {"더 있는", d.Extra}} {
		for _, name := range list.names {
			fmt.Fprintf(u.err, "%s: %s %s: %s\n", dir, list.how, kind, printable(name))
		}
	}
	return d.None()
}

// printable shows a text of a stranger's file without what would act on a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, s)
}
