//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"regexp"
)

var benchLine = regexp.MustCompile(`(?m)^Benchmark.*ns/op.*$`)

// library runs the benchmarks that hold our renderers against plain calls of the libraries
// they stand on, in one process each, and prints their lines.
func (b *bench) library() {
	for _, p := range []struct{ title, dir string }{
		{"PDF: 같은 책을 gopdf로 바로 그린 것과", "./generator/render/pdf/..."},
		{"Excel: 같은 통합문서를 excelize와 StreamWriter로 바로 쓴 것과", "./generator/render/xlsx"},
	} {
		out, err := exec.Command("go", "test", p.dir, "-run", "^$", "-bench", ".", "-benchmem", "-benchtime", fmt.Sprint(b.runs, "x")).CombinedOutput()
		fmt.Printf("\n%s\n\n", p.title)
		for _, line := range benchLine.FindAll(out, -1) {
			fmt.Printf("    %s\n", line)
		}
		if err != nil {
			fmt.Printf("    %v\n%s", err, tail(out))
		}
	}
}
