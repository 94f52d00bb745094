package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"budgetbook/generator/budget"
)

func runNew(u *ui, args []string) int {
	rest, code, ok := u.parse(flag.NewFlagSet("new", flag.ContinueOnError), args, 2, 2)
	if !ok {
		return code
	}
	dir, id := rest[0], rest[1]
	if !budget.ValidID(id) {
		return u.usage("사업 ID는 영문 소문자, 숫자, 붙임표만 씁니다(book은 못 씁니다): "+id, "new")
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		fmt.Fprintln(u.err, "폴더를 만들지 못했습니다:", err)
		return exitFailed
	}
	if _, err := os.Stat(filepath.Join(dir, budget.BookFile)); errors.Is(err, fs.ErrNotExist) {
		if !u.create(filepath.Join(dir, budget.BookFile), budget.ScaffoldBook()) {
			return exitFailed
		}
	}
	book, _, _ := budget.Load(folder(dir), 0) // its problems are for check to tell
	name := filepath.Join(dir, id+".toml")
	if !u.create(name, budget.ScaffoldProject(id, book)) {
		return exitFailed
	}
	fmt.Fprintf(u.out, "파일을 열어 고친 다음 검사하십시오: budgetbook check %s\n", dir)
	return exitDone
}

// create writes a file that must not be there yet.
func (u *ui) create(name string, data []byte) bool {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		fmt.Fprintf(u.err, "%s 파일이 이미 있어 그대로 두었습니다\n", name)
		return false
	}
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		fmt.Fprintf(u.err, "%s 파일을 쓰지 못했습니다: %v\n", name, err)
		return false
	}
	fmt.Fprintf(u.out, "만들었습니다: %s\n", name)
	return true
}

func runSchema(u *ui, args []string) int {
	rest, code, ok := u.parse(flag.NewFlagSet("schema", flag.ContinueOnError), args, 0, 1)
	if !ok {
		return code
	}
	make := budget.ProjectSchema
	if len(rest) == 1 {
		switch rest[0] {
		case "project":
		case "book":
			make = budget.BookSchema
		default:
			return u.usage("없는 종류입니다: "+rest[0]+" (project, book)", "schema")
		}
	}
	data, err := make()
	if err != nil {
		panic(err) // our own types
	}
	u.out.Write(data)
	return exitDone
}
