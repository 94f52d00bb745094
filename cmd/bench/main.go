//go:build unix

// Command bench measures the program as its users run it (make bench): a fresh process for
// each run, wall and CPU time, peak memory and output, medians over several runs. It is a
// tool for developers, and no test: a slow machine fails nothing.
//
//	go run ./cmd/bench [-runs 3] [-scale 10000] [-part pdf,xlsx,city,county,library]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// bench is one session.
type bench struct {
	runs, scale int
	dir         string // of books and outputs, taken away at the end
	program     string // budgetbook
	city        string
}

var parts = []struct {
	name string
	run  func(*bench)
}{
	{"pdf", (*bench).pdf},
	{"library", (*bench).library},
	{"xlsx", (*bench).xlsx},
	{"city", (*bench).full},
	{"county", (*bench).county},
}

func main() {
	b := &bench{}
	flag.IntVar(&b.runs, "runs", 3, "runs of each; the median is printed")
	flag.IntVar(&b.scale, "scale", 10_000, "books of more sheets are left out")
	only := flag.String("part", "", "pdf, library, xlsx, city, county; all by default")
	flag.Parse()
	dir, err := os.MkdirTemp("", "bench-")
	must(err)
	b.dir, b.program, b.city = dir, filepath.Join(dir, "budgetbook"), filepath.Join(dir, "city")
	fmt.Printf("%s/%s, CPU %d, %s, 앞선 부하 %s, 횟수 %d(가운데 값)\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), load(), b.runs)
	b.do("go", "build", "-o", b.program, "./cmd/budgetbook")
	b.do("go", "build", "-o", b.city, "./cmd/city")
	for _, p := range parts {
		if *only == "" || strings.Contains(","+*only+",", ","+p.name+",") {
			p.run(b)
		}
	}
	fmt.Printf("\n끝난 뒤 부하 %s\n", load())
	must(os.RemoveAll(dir))
}

// sizes are those that the scale lets through.
func (b *bench) sizes(all ...int) (out []int) {
	for _, n := range all {
		if n <= b.scale {
			out = append(out, n)
		}
	}
	return out
}

// path is a place in the session's folder.
func (b *bench) path(name string, n int) string {
	return filepath.Join(b.dir, fmt.Sprintf("%s-%d", name, n))
}

// pdf: the council PDF of books of the seed's sheets, from TOML to the finished file.
func (b *bench) pdf() {
	t := table("PDF: build -edition council -format pdf, 사업별 PDF 없이, 씨앗(data/seoul-2024) 크기의 설명서",
		"설명서", "쪽", "초", "CPU 초", "최대 MiB", "출력 MB", "설명서/초", "쪽/초", "바이트/쪽", "한 줄 초", "한 줄 CPU 초")
	for _, n := range b.sizes(1, 100, 1_000, 5_000) {
		book, out := b.path("seed", n), b.path("seed-out", n)
		b.do(b.city, "-copy", "data/seoul-2024", "-projects", fmt.Sprint(n), "-sheets=false", book)
		u, e := b.builds(book, out, "-edition", "council", "-format", "pdf")
		_, size := sizeOf(out)
		p := pages(out)
		t.row(n, p, u.wall, u.cpu, u.mib(), mb(size), per(n, u.wall), per(p, u.wall), fmt.Sprint(size/int64(max(p, 1))), e.wall, e.cpu)
		b.drop(book, out)
	}
}

// xlsx: the workbook of a realistic city.
func (b *bench) xlsx() {
	t := table("Excel: build -edition council -format xlsx, 지어낸 도시",
		"사업", "초", "CPU 초", "최대 MiB", "출력 MB", "사업/초")
	for _, n := range b.sizes(100, 1_000, 10_000) {
		book, out := b.path("sheets", n), b.path("sheets-out", n)
		b.do(b.city, "-projects", fmt.Sprint(n), "-sheets=false", book)
		u, _ := b.builds(book, out, "-edition", "council", "-format", "xlsx")
		_, size := sizeOf(out)
		t.row(n, u.wall, u.cpu, u.mib(), mb(size), per(n, u.wall))
		b.drop(book, out)
	}
}

// full: every output of a realistic city, whole and after a one-line edit; then what that
// means for all governments.
func (b *bench) full() {
	t := table("책 전체: build(두 판, 모든 형식, 사업별 PDF), 지어낸 도시. '한 줄'은 한 사업의 글을 한 줄 고치고 다시",
		"설명서", "쪽", "초", "CPU 초", "최대 MiB", "파일", "출력 MB", "설명서/초", "한 줄 초", "한 줄 CPU 초", "비율")
	type result struct {
		n    int
		u    usage
		size int64
	}
	var results []result
	for _, n := range b.sizes(100, 1_000, 10_000, 50_000) {
		book, out := b.path("city", n), b.path("city-out", n)
		b.do(b.city, "-projects", fmt.Sprint(n), book)
		u, e := b.builds(book, out)
		files, size := sizeOf(out)
		p := pages(out)
		t.row(n, p, u.wall, u.cpu, u.mib(), files, mb(size), per(n, u.wall), e.wall, e.cpu, fmt.Sprintf("%.2f", float64(e.wall)/float64(u.wall)))
		results = append(results, result{n, u, size})
		b.drop(book, out)
	}
	if len(results) == 0 {
		return
	}
	const governments, sheets = 243, 365_000
	last := results[0] // the largest that is no larger than the book of a government
	for _, r := range results {
		if r.n <= sheets/governments {
			last = r
		}
	}
	each, size := last.u.wall.Seconds()/float64(last.n), float64(last.size)/float64(last.n)
	fmt.Printf("\n나라 전체로 늘려 보면(재지 않고 곱한 값): 지방자치단체 %d곳의 설명서 %d건, 한 책에 %d건쯤. %d건을 %.1f초에 만든 속도로 %.1f시간, 이 기계 한 대에서.\n",
		governments, sheets, sheets/governments, last.n, last.u.wall.Seconds(), each*sheets/3600)
	fmt.Printf("책마다 따로 만들므로 기억 장치는 한 책의 몫이면 된다. 디스크는 %d건 × %.0f KB = %.0f GB.\n", sheets, size/1e3, size*sheets/1e9)
}

// county: the imported statement of a real county, where it lies beside the repository.
func (b *bench) county() {
	const source = "../shared/real/muju-2026-part.json"
	if _, err := os.Stat(source); err != nil {
		fmt.Printf("\n%s이 없어 실제 군의 책은 재지 않았습니다\n", source)
		return
	}
	t := table("실제 군의 책(가져온 사업명세서): 두 판 모두 만들고 verify", "", "초", "CPU 초", "최대 MiB", "파일", "출력 MB")
	book, out := b.path("county", 0), b.path("county-out", 0)
	b.do(b.program, "import", "statement", source, book, "-government", "무주군", "-year", "2026")
	u, _ := b.builds(book, out)
	files, size := sizeOf(out)
	t.row("build", u.wall, u.cpu, u.mib(), files, mb(size))
	u = b.measure(b.program, "verify", out, "-data", book)
	t.row("verify", u.wall, u.cpu, u.mib(), files, mb(size))
	b.drop(book, out)
}
