package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"budgetbook/generator/book"
	"budgetbook/generator/font"
	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

func runImport(u *ui, args []string) int {
	fs := flag.NewFlagSet("import", flag.ContinueOnError)
	government := fs.String("government", "", "")
	year := fs.Int("year", 0, "")
	kind := fs.String("kind", "본예산", "")
	round := fs.Int("round", 0, "")
	rounding := fs.String("rounding", string(money.Ceil), "")
	rest, code, ok := u.parse(fs, args, 3, 3)
	if !ok {
		return code
	}
	wrong := ""
	switch supplementary := *kind == "추가경정예산"; {
	case rest[0] != "statement":
		wrong = "가져올 수 없는 자료입니다: " + rest[0] + " (statement: 세출예산 사업명세서)"
	case *government == "":
		wrong = "기관이 없습니다: -government 무주군 처럼 적으십시오"
	case *year < 1949 || *year > 2200:
		wrong = "회계연도가 없거나 맞지 않습니다: -year 2026 처럼 적으십시오"
	case !supplementary && *kind != "본예산":
		wrong = "없는 예산 구분입니다: " + *kind + " (본예산, 추가경정예산)"
	case supplementary && (*round < 1 || *round > 99):
		wrong = "추가경정예산의 차수가 없습니다: -round 1 처럼 적으십시오"
	case !supplementary && *round != 0:
		wrong = "본예산에는 차수가 없습니다: -round를 빼거나 -kind 추가경정예산 을 적으십시오"
	case !validMode(*rounding):
		wrong = "없는 끝수 처리입니다: " + *rounding + " (ceil, half_up, floor)"
	}
	if wrong != "" {
		return u.usage(wrong, "import")
	}
	return u.importStatement(rest[1], rest[2], statement.Options{
		Government: *government, Year: *year, Kind: *kind, Round: *round, Rounding: money.Mode(*rounding)})
}

func validMode(word string) bool {
	for _, m := range money.Modes {
		if word == string(m) {
			return true
		}
	}
	return false
}

// importStatement writes a book folder: all of it, or nothing.
func (u *ui) importStatement(file, dir string, opt statement.Options) int {
	if entries, err := os.ReadDir(dir); len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(u.err, "%s: 비어 있는 폴더가 아니어서 그대로 두었습니다. 새 폴더 이름을 적으십시오\n", dir)
		return exitFailed
	}
	data, err := readAtMost(file, statement.MaxBytes)
	if err != nil {
		fmt.Fprintf(u.err, "%s: 파일을 읽지 못했습니다: %v\n", file, err)
		return exitFailed
	}
	fonts, err := font.Load()
	if err != nil {
		panic(err) // embedded
	}
	opt.Printable = func(r rune) bool {
		_, _, regular := fonts.Pick(false, r)
		_, _, bold := fonts.Pick(true, r)
		return regular && bold
	}
	result, err := statement.Convert(data, opt)
	var placed *statement.Error
	switch {
	case errors.As(err, &placed):
		fmt.Fprintf(u.err, "%s:%d:%d: 오류: %v\n", file, placed.Line, placed.Column, err)
		return exitFailed
	case err != nil:
		fmt.Fprintf(u.err, "%s: 오류: %v\n", file, err)
		return exitFailed
	}
	outputs := make([]book.Output, len(result.Files))
	for i, f := range result.Files {
		outputs[i] = book.Output{Path: f.Name, Data: f.Data}
	}
	if err := book.Publish(dir, outputs); err != nil {
		fmt.Fprintf(u.err, "%s: 책 폴더를 만들지 못했습니다: %v\n", dir, err)
		return exitFailed
	}
	for _, n := range result.Notes {
		fmt.Fprintln(u.out, n)
	}
	c := result.Counts
	fmt.Fprintf(u.out, "%s: 사업 %d건, 산출내역 %d줄, 산식 %d개, 산식 없이 금액만 %d줄, %s %d줄, 확인 %d건\n",
		dir, c.Projects, c.Leaves, c.Formulas, c.Fixed, statement.Remainder, c.Remainders, len(result.Notes))
	fmt.Fprintf(u.out, "이제 검사하십시오: budgetbook check %s\n", dir)
	return exitDone
}

// readAtMost reads a file, and one byte more than most where it is longer, so that the
// reader can tell.
func readAtMost(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}
