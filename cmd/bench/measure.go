//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what a run took.
type usage struct {
	wall, cpu time.Duration // cpu is user and system time, of all cores
	peak      int64         // largest resident memory, bytes
}

func (u usage) mib() string { return fmt.Sprintf("%.0f", float64(u.peak)/(1<<20)) }

// once runs a program to its end and reads what the system counted for it.
func (b *bench) once(name string, args ...string) usage {
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now()
	err := cmd.Run()
	wall := time.Since(began)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s %s: %v\n%s", name, strings.Join(args, " "), err, tail(said.Bytes()))
		must(os.RemoveAll(b.dir))
		os.Exit(1)
	}
	r := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	peak := int64(r.Maxrss) * 1024
	if runtime.GOOS == "darwin" {
		peak = int64(r.Maxrss) // there it counts bytes
	}
	return usage{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak}
}

func tail(said []byte) []byte { return said[max(0, len(said)-2000):] }

// do runs what is not measured.
func (b *bench) do(name string, args ...string) { b.once(name, args...) }

// measure is the median of the runs. The output folder of the run before is replaced, as
// it is in daily use.
func (b *bench) measure(name string, args ...string) usage {
	var all []usage
	for range b.runs {
		all = append(all, b.once(name, args...))
	}
	return median(all)
}

// median of each column by itself.
func median(all []usage) (m usage) {
	middle := func(get func(usage) int64) int64 {
		var v []int64
		for _, u := range all {
			v = append(v, get(u))
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	m.wall = time.Duration(middle(func(u usage) int64 { return int64(u.wall) }))
	m.cpu = time.Duration(middle(func(u usage) int64 { return int64(u.cpu) }))
	m.peak = middle(func(u usage) int64 { return u.peak })
	return m
}

// editOneLine changes the summary of the project in the middle of a book.
func editOneLine(book string) {
	names, err := filepath.Glob(filepath.Join(book, "*.toml"))
	must(err)
	names = slices.DeleteFunc(names, func(name string) bool { return filepath.Base(name) == "book.toml" })
	slices.Sort(names)
	name := names[len(names)/2]
	text, err := os.ReadFile(name)
	must(err)
	line := regexp.MustCompile(`(?m)^summary = ".*`).Find(text)
	must(os.WriteFile(name, bytes.Replace(text, line, bytes.Replace(line, []byte(`= "`), []byte(`= "고친 `), 1), 1), 0o644))
}

// sizeOf counts the files of a folder and their bytes.
func sizeOf(dir string) (files int, size int64) {
	must(filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			files, size = files+1, size+info.Size()
		}
		return err
	}))
	return files, size
}

// pages asks pdfinfo about the council book, be it one file or volumes; 0 where it is not
// installed.
func pages(out string) (sum int) {
	files, err := filepath.Glob(filepath.Join(out, "council", "volumes", "*.pdf"))
	must(err)
	for _, file := range append(files, filepath.Join(out, "council", "book.pdf")) {
		said, _ := exec.Command("pdfinfo", file).Output() // there is no book.pdf beside volumes
		if m := regexp.MustCompile(`(?m)^Pages: +(\d+)`).FindSubmatch(said); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			sum += n
		}
	}
	return sum
}

// drop takes folders away, and with an output folder the cache that its build left beside it.
func (b *bench) drop(dirs ...string) {
	for _, d := range dirs {
		must(os.RemoveAll(d))
		must(os.RemoveAll(filepath.Join(filepath.Dir(d), ".budgetbook-"+filepath.Base(d))))
	}
}

// builds measures the build of a book into a folder that is not there yet, and then again
// after an edit of one line.
func (b *bench) builds(book, out string, flags ...string) (whole, edited usage) {
	args := append([]string{"build", "-o", out, book}, flags...)
	var all, again []usage
	for range b.runs {
		b.drop(out)
		all = append(all, b.once(b.program, args...))
		editOneLine(book)
		again = append(again, b.once(b.program, args...))
	}
	return median(all), median(again)
}

// load is how busy the machine is; unknown where the system does not tell.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "모름"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

func mb(size int64) string { return fmt.Sprintf("%.1f", float64(size)/1e6) }

func per[N int | int64](n N, d time.Duration) string {
	return fmt.Sprintf("%.0f", float64(n)/d.Seconds())
}

// printed is a Markdown table that grows row by row.
type printed struct{}

func table(title string, heads ...string) printed {
	fmt.Printf("\n%s\n\n| %s |\n|%s\n", title, strings.Join(heads, " | "), strings.Repeat("---|", len(heads)))
	return printed{}
}

func (printed) row(cells ...any) {
	var out []string
	for _, c := range cells {
		if d, ok := c.(time.Duration); ok {
			c = fmt.Sprintf("%.2f", d.Seconds())
		}
		out = append(out, fmt.Sprint(c))
	}
	fmt.Printf("| %s |\n", strings.Join(out, " | "))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
