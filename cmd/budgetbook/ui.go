package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"budgetbook/generator/diag"
	"budgetbook/generator/source"
)

// All that the program says to its user stands here or goes through here: Korean,
// one sentence a line, what to type next.
type ui struct {
	out, err io.Writer
	in       io.Reader
}

const intro = `budgetbook - 세출예산 사업별 설명서 생성기

TOML 원본에서 PDF, Excel, Markdown 설명서를 만듭니다. 모든 수치는 한 번만 계산하고,
서로 맞지 않으면 만들지 않습니다.

사용법: budgetbook 명령 [인자]

`

// help prints every command.
func (u *ui) help(w io.Writer) {
	fmt.Fprint(w, intro)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %s\n      %s\n", strings.TrimSpace(c.name+" "+c.args), c.does)
	}
	fmt.Fprint(w, "\n끝 코드: 0 됨(확인은 있어도 됨), 1 자료에 오류가 있음, 2 명령을 잘못 씀, 130 중지함\n")
}

// usage says what is wrong with the command line and how the command is written.
func (u *ui) usage(wrong, name string) int {
	fmt.Fprintln(u.err, wrong)
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
		if c.name == name {
			fmt.Fprintf(u.err, "사용법: budgetbook %s\n", strings.TrimSpace(c.name+" "+c.args))
			return exitUsage
		}
	}
	if word := wrong[strings.LastIndexByte(wrong, ' ')+1:]; name == "" {
		if near, ok := source.Nearest(word, names); ok {
			fmt.Fprintf(u.err, "혹시 budgetbook %s 입니까?\n", near)
		}
	}
	fmt.Fprintln(u.err, "명령 목록은 budgetbook help 로 볼 수 있습니다")
	return exitUsage
}

// parse reads flags that stand before, between or after the arguments, and returns the
// arguments. ok is false where the user has been told what is wrong.
func (u *ui) parse(flags *flag.FlagSet, args []string, least, most int) (rest []string, code int, ok bool) {
	flags.SetOutput(io.Discard)
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				u.help(u.out)
				return nil, exitDone, false
			}
			return nil, u.usage("옵션을 읽을 수 없습니다: "+korean(err), flags.Name()), false
		}
		if args = flags.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if len(rest) < least {
		return nil, u.usage("인자가 모자랍니다", flags.Name()), false
	}
	if len(rest) > most {
		return nil, u.usage("인자가 너무 많습니다: "+strings.Join(rest[most:], " "), flags.Name()), false
	}
	return rest, exitDone, true
}

// korean puts the flag package's messages into Korean.
func korean(err error) string {
	text := err.Error()
	for english, word := range map[string]string{
		"flag provided but not defined: ": "없는 옵션 ",
		"flag needs an argument: ":        "값이 없는 옵션 ",
	} {
		if rest, ok := strings.CutPrefix(text, english); ok {
			return word + rest
		}
	}
	if value, name, ok := strings.Cut(strings.TrimPrefix(text, "invalid value "), " for flag "); ok {
		name, _, _ = strings.Cut(name, ":")
		return "값이 맞지 않는 옵션 " + name + " " + value
	}
	return text
}

// diagnostics prints all of them, in order.
func (u *ui) diagnostics(w io.Writer, ds []diag.Diagnostic, sources diag.Sources, dir string) {
	diag.Write(w, ds, sources, prefix(dir))
}

// prefix is how the user called the folder, so that a terminal can open FILE:LINE.
func prefix(dir string) string {
	if dir == "." || dir == "" {
		return ""
	}
	return strings.TrimRight(strings.ReplaceAll(dir, "\\", "/"), "/") + "/"
}

// folder is a book's folder. Links that lead out of it are not followed: a folder from
// somebody else must not have files of this machine printed.
func folder(dir string) fs.FS {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return os.DirFS(dir) // says what is wrong when it is read
	}
	return root.FS()
}

// reason puts the usual troubles with the disk into Korean.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "디스크가 가득 찼습니다"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "쓸 권한이 없거나 읽기만 할 수 있는 곳입니다"
	}
	return err.Error()
}

// isFile tells the user that a path is a file where a book's folder is wanted.
func (u *ui) isFile(path string) bool {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return false // a folder that is not there is told with the diagnostics
	}
	fmt.Fprintf(u.err, "폴더가 아니라 파일입니다: %s\n책 폴더를 적으십시오: %s\n", path, filepath.Dir(path))
	return true
}

// counted is "오류 2건, 확인 1건".
func counted(ds []diag.Diagnostic) string {
	errors := len(only(ds, diag.Error))
	return fmt.Sprintf("오류 %d건, 확인 %d건", errors, len(ds)-errors)
}

// only is the diagnostics of one severity.
func only(ds []diag.Diagnostic, s diag.Severity) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return d.Severity() != s })
}
