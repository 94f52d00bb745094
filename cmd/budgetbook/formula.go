package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

func runFormula(u *ui, args []string) int {
	fs := flag.NewFlagSet("formula", flag.ContinueOnError)
	rounding := fs.String("rounding", string(money.Ceil), "")
	rest, code, ok := u.parse(fs, args, 1, 1)
	if !ok {
		return code
	}
	mode := money.Mode(*rounding)
	if !slices.Contains(money.Modes, mode) {
		return u.usage("없는 끝수 처리입니다: "+*rounding+" (ceil 올림, half_up 반올림, floor 절사)", "formula")
	}
	if rest[0] != "-" {
		return u.formula(rest[0], mode)
	}
	in := bufio.NewReader(u.in)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			code = max(code, u.formula(strings.TrimRight(line, "\r\n"), mode))
		}
		if errors.Is(err, io.EOF) {
			return code
		}
		if err != nil {
			fmt.Fprintln(u.err, "입력을 읽지 못했습니다:", err)
			return exitFailed
		}
	}
}

// formula prints one line for one formula: exact won and rounded 천원, or the column of
// the fault. Plain digits with a minus sign, for programs that read it.
func (u *ui) formula(text string, mode money.Mode) int {
	f, err := formula.Parse(text)
	var wrong *formula.Error
	if errors.As(err, &wrong) {
		fmt.Fprintf(u.out, "오류\t%d\t%s\n", wrong.Column, oneLine(wrong.Message, wrong.Hint))
		return exitFailed
	}
	won, err := money.Round(f.Value(), money.Thousand, mode)
	if err != nil {
		fmt.Fprintf(u.out, "오류\t1\t%v\n", err)
		return exitFailed
	}
	if w := f.Written; w != nil && w.Cmp(f.Value()) != 0 && w.Cmp(won.Rat()) != 0 {
		column := utf8.RuneCountInString(text[:f.WrittenAt[0]]) + 1
		fmt.Fprintf(u.out, "오류\t%d\t%s\n", column, oneLine("적힌 결과가 다릅니다: 계산한 값 "+won.Exact(), ""))
		return exitFailed
	}
	fmt.Fprintf(u.out, "%s원\t%d천원\n", formula.Decimal(f.Value()), int64(won)/int64(money.Thousand))
	return exitDone
}

// oneLine joins message and hint; a line out per line in is promised.
func oneLine(message, hint string) string {
	if hint != "" {
		message += " (" + hint + ")"
	}
	return strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(message)
}
