//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

// benchLine is a line of go test -bench: its name, its time, and the CPU time where the
// benchmark reports it.
var benchLine = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([0-9.]+) ns/op(?:.*?\s([0-9.]+) cpu-ms/\S+)?.*$`)

// variant is Book/fast/1000: one way to make the same thing, at one size.
var variant = regexp.MustCompile(`^\w+/([^/]+)/(.+)$`)

// library runs the benchmarks that hold our renderers against plain calls of the libraries
// they stand on, in one process each, and prints their lines; then the ratios of the first
// way, ours, to the others.
func (b *bench) library() {
	for _, p := range []struct{ title, dir string }{
		{"PDF: 같은 책을 gopdf로 바로 그린 것과(fast: 우리 것, plain: 우리 배치를 gopdf로, gopdf: 배치도 태그도 없이 그리기만)", "./generator/render/pdf"},
		{"Excel: 같은 통합문서를 excelize와 StreamWriter로 바로 쓴 것과", "./generator/render/xlsx"},
	} {
		fmt.Printf("\n%s\n\n", p.title)
		out, err := exec.Command("go", "test", p.dir, "-run", "^$", "-bench", ".", "-benchmem", "-benchtime", fmt.Sprint(b.runs, "x")).CombinedOutput()
		if err != nil {
			fmt.Printf("    %v\n%s", err, tail(out))
			continue
		}
		type cost struct {
			name     string
			time, ms float64 // ms of CPU
		}
		ours := map[string]cost{} // by size
		var ratios []string
		for _, m := range benchLine.FindAllStringSubmatch(string(out), -1) {
			fmt.Println("    " + m[0])
			v := variant.FindStringSubmatch(m[1])
			if v == nil {
				continue
			}
			c := cost{name: v[1]}
			c.time, _ = strconv.ParseFloat(m[2], 64)
			c.ms, _ = strconv.ParseFloat(m[3], 64)
			first, known := ours[v[2]]
			switch {
			case !known:
				ours[v[2]] = c
			case c.ms > 0:
				ratios = append(ratios, fmt.Sprintf("%s: %s/%s 시간 %.2f, CPU %.2f", v[2], first.name, c.name, first.time/c.time, first.ms/c.ms))
			default:
				ratios = append(ratios, fmt.Sprintf("%s: %s/%s 시간 %.2f", v[2], first.name, c.name, first.time/c.time))
			}
		}
		for _, r := range ratios {
			fmt.Println("    " + r)
		}
	}
}
