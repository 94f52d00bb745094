// Command contents lists what is inside finished programs: Go, every module with its
// version and licence, and the embedded fonts (make release). It reads the build
// information that the compiler left in the program and the licence files of the module
// cache, and needs no network. It is a tool for developers.
//
//	go run ./cmd/contents PROGRAM… > MODULES.txt
package main

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// licences by words that stand in each. Those of fonts quote words of MIT, and come first.
var licences = []struct{ name, word string }{
	{"OFL-1.1", "SIL OPEN FONT LICENSE"},
	{"Bitstream-Vera", "Bitstream Vera Fonts Copyright"},
	{"MPL-2.0", "Mozilla Public License"},
	{"Apache-2.0", "Apache License"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"BSD-3-Clause", "Neither the name"},
	{"BSD-3-Clause", "names of its contributors may"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: contents PROGRAM…")
		os.Exit(2)
	}
	versions := map[string]string{} // module: version
	var golang []string
	for _, program := range os.Args[1:] {
		info, err := buildinfo.ReadFile(program)
		must(err)
		golang = append(golang, info.GoVersion)
		for _, m := range info.Deps {
			if m.Replace != nil {
				m = m.Replace
			}
			versions[m.Path] = m.Version
		}
	}
	modules := make([]string, 0, len(versions))
	for m := range versions {
		modules = append(modules, m)
	}
	slices.Sort(modules)
	slices.Sort(golang)

	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "실행 파일 안에 든 것: 이름, 판, 허가(허가서 전문은 각 모듈과 글꼴에 딸려 있음)")
	for _, p := range os.Args[1:] {
		fmt.Fprintln(out, "#", filepath.Base(p))
	}
	fmt.Fprintln(out)
	root, err := exec.Command("go", "env", "GOROOT").Output()
	must(err)
	for _, v := range slices.Compact(golang) {
		fmt.Fprintf(out, "Go와 표준 라이브러리\t%s\t%s\n", v, licence(strings.TrimSpace(string(root))))
	}
	for _, m := range modules {
		dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", m).Output()
		must(err)
		fmt.Fprintf(out, "%s\t%s\t%s\n", m, versions[m], licence(strings.TrimSpace(string(dir))))
	}
	fonts, err := filepath.Glob("fonts/*.ttf")
	must(err)
	for _, f := range fonts {
		family, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".ttf"), "-")
		text, err := os.ReadFile(filepath.Join("fonts", family+"-LICENSE.txt"))
		must(err)
		fmt.Fprintf(out, "글꼴 %s\t(고치지 않음)\t%s\n", filepath.Base(f), strings.Join(named(string(text)), ", "))
	}
	must(out.Flush())
}

// licence names the licence of the files LICENSE…, COPYING… in a folder; several where the
// module holds parts under others. A module without any must not be shipped unseen.
func licence(dir string) string {
	var found []string
	for _, pattern := range []string{"LICEN[SC]E*", "License*", "license*", "COPYING*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		must(err)
		for _, f := range files {
			text, err := os.ReadFile(f)
			must(err)
			found = append(found, named(string(text))...)
		}
	}
	if len(found) == 0 {
		must(fmt.Errorf("%s: no licence file", dir))
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), ", ")
}

// named are the licences that a text holds: some modules have parts under others.
func named(text string) (found []string) {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range licences {
		if !strings.Contains(text, l.word) || slices.Contains(found, l.name) || l.name == "BSD-2-Clause" && slices.Contains(found, "BSD-3-Clause") {
			continue
		}
		if found = append(found, l.name); strings.Contains(l.name, "OFL") || strings.Contains(l.name, "Vera") {
			return found
		}
	}
	if found == nil {
		must(fmt.Errorf("unknown licence: %.80s", text))
	}
	return found
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "contents:", err)
		os.Exit(1)
	}
}
