package main

import (
	"flag"
	"fmt"
	"strings"

	"budgetbook/generator/book"
	"budgetbook/generator/diag"
)

func runExplain(u *ui, args []string) int {
	rest, code, ok := u.parse(flag.NewFlagSet("explain", flag.ContinueOnError), args, 0, 1)
	if !ok {
		return code
	}
	if len(rest) == 0 {
		fmt.Fprintln(u.out, "오류(E)는 고쳐야 책이 만들어집니다. 확인(W)은 살펴보고, 맞으면 [[allow]]에 까닭을 적어 둡니다.")
		for _, e := range diag.Catalogue {
			fmt.Fprintf(u.out, "%s  %s\n", e.Code, e.Title)
		}
		return exitDone
	}
	want := strings.ToUpper(rest[0])
	for _, e := range diag.Catalogue {
		if e.Code == want {
			fmt.Fprintf(u.out, "%s %s: %s\n\n%s\n\n고치는 법: %s\n", e.Severity().Korean(), e.Code, e.Title, e.Meaning, e.Mend)
			return exitDone
		}
	}
	var codes []string
	for _, e := range diag.Catalogue {
		codes = append(codes, e.Code)
	}
	u.missing("없는 번호입니다: "+rest[0], want, codes)
	return exitUsage
}

func runVersion(u *ui, args []string) int {
	if _, code, ok := u.parse(flag.NewFlagSet("version", flag.ContinueOnError), args, 0, 0); !ok {
		return code
	}
	fmt.Fprintf(u.out, "budgetbook %s\n", book.Version)
	return exitDone
}
