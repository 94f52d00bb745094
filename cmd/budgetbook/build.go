package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"budgetbook/generator/book"
	"budgetbook/generator/budget"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
)

// A job is a book to build: from which folder, to where, and what of it.
type job struct {
	dir, out string
	opt      book.Options
}

func runBuild(u *ui, args []string) int {
	j, code, ok := u.job("build", args)
	if !ok {
		return code
	}
	return u.build(j, u.found)
}

// job reads the command line of build, and of watch, which has the same.
func (u *ui) job(command string, args []string) (j job, code int, ok bool) {
	fs := flag.NewFlagSet(command, flag.ContinueOnError)
	out := fs.String("o", "", "")
	edition := fs.String("edition", "all", "")
	only := fs.String("only", "", "")
	format := fs.String("format", "", "")
	jobs := fs.Int("j", 0, "")
	values := fs.Bool("values-only", false, "")
	archive := fs.Bool("archive", false, "")
	painter := fs.String("painter", "fast", "") // not in the usage: a way back, should the fast one ever fail somebody
	rest, code, ok := u.parse(fs, args, 1, 1)
	if !ok {
		return j, code, false
	}
	wrong := func(text string) (job, int, bool) { return j, u.usage(text, command), false }
	opt := book.Options{Jobs: *jobs, Values: *values, Archive: *archive, Only: list(*only)}
	switch *edition {
	case "all":
	case string(compose.Council), string(compose.Public):
		opt.Editions = []compose.Edition{compose.Edition(*edition)}
	default:
		return wrong("없는 판입니다: " + *edition + " (council, public, all)")
	}
	for _, f := range list(*format) {
		if !slices.Contains(book.Formats, book.Format(f)) {
			return wrong(fmt.Sprintf("없는 형식입니다: %s (%s)", f, names(book.Formats)))
		}
		opt.Formats = append(opt.Formats, book.Format(f))
	}
	if !slices.ContainsFunc(book.Formats, func(f book.Format) bool { return !slices.Contains(opt.Formats, f) }) {
		opt.Formats = nil // all of them are the whole book: nothing of the one before is kept
	}
	if *jobs < 0 {
		return wrong("-j에는 0 이상의 수를 적습니다")
	}
	if opt.Painter, ok = book.Painters[*painter]; !ok {
		return wrong("없는 그리기입니다: " + *painter + " (fast, plain)")
	}
	dir := rest[0]
	if u.isFile(dir) {
		return j, exitFailed, false
	}
	if *out == "" {
		*out = filepath.Join("out", baseName(dir))
	}
	return job{dir, *out, opt}, exitDone, true
}

// list splits a flag's value at commas; "" is no list.
func list(value string) (words []string) {
	for _, w := range strings.Split(value, ",") {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func names(formats []book.Format) string {
	var out []string
	for _, f := range formats {
		out = append(out, string(f))
	}
	return strings.Join(out, ", ")
}

// baseName is the folder's own name, for "." too.
func baseName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return filepath.Base(abs)
	}
	return filepath.Base(dir)
}

// found shows the diagnostics of a build.
func (u *ui) found(j job, b *book.Built) { u.diagnostics(u.err, b.Diagnostics, b.Sources, j.dir) }

// build builds one book folder and says how it went. found tells what was found in it.
func (u *ui) build(j job, found func(job, *book.Built)) int {
	dir, out, opt := j.dir, j.out, j.opt
	unwritten := func(err error) int {
		if errors.Is(err, book.ErrDiscarded) {
			select {} // interruptible is about to end the program
		}
		fmt.Fprintf(u.err, "%s에 쓰지 못했습니다: %s\n", out, reason(err))
		return exitFailed
	}
	stage, err := book.Open(out, dir)
	if err != nil {
		return unwritten(err)
	}
	defer stage.Discard()
	opt.Store, opt.Cache = stage, stage.Cache()
	meter := u.meter()
	defer meter.end()
	defer u.interruptible(stage, meter)()
	opt.Progress = meter.show
	b := book.Build(folder(dir), opt)
	meter.end()
	found(j, b)
	if diag.HasErrors(b.Diagnostics) {
		fmt.Fprintf(u.err, "%s: %s. 오류가 있어 만들지 않았고, 앞서 만든 책은 그대로입니다\n", dir, counted(b.Diagnostics))
		fmt.Fprintln(u.err, "번호의 뜻과 고치는 법은 budgetbook explain 번호 로 볼 수 있습니다")
		return exitFailed
	}
	if b.Err != nil {
		return unwritten(b.Err)
	}
	kept, dropped := 0, 0
	if opt.Editions != nil || opt.Formats != nil || opt.Only != nil {
		if kept, dropped, err = stage.Keep(b); err != nil {
			return unwritten(err)
		}
	}
	files, err := stage.Finish(b)
	if err != nil {
		return unwritten(err)
	}
	for _, k := range stage.Kept {
		if k.Budget != "" {
			fmt.Fprintf(u.out, "%s: 여기에는 다른 책(%s)이 있어 지우지 않고 %s 로 옮겼습니다. 책마다 -o에 다른 폴더를 적으십시오\n", out, k.Budget, shown(k.Dir))
			continue
		}
		fmt.Fprintf(u.out, "%s: 앞서 만든 책에 그 뒤에 고치거나 넣은 파일이 있어 지우지 않고 %s 로 옮겼습니다: %s\n", out, shown(k.Dir), some(k.Files))
	}
	if kept > 0 {
		fmt.Fprintf(u.out, "%s: 앞서 같은 원본으로 만든 파일 %d개를 그대로 두었습니다\n", out, kept)
	}
	if dropped > 0 {
		fmt.Fprintf(u.out, "%s: 앞서 만든 파일 %d개는 원본이 그 뒤에 바뀌어 함께 두지 않았습니다. 책 전체는 budgetbook build %s -o %s 로 다시 만드십시오\n", out, dropped, shown(dir), shown(out))
	}
	fmt.Fprintf(u.out, "%s: 사업 %d건, 파일 %d개, 확인 %d건, 지문 %s\n", out, b.Totals.All.Projects, files, len(b.Diagnostics), b.Fingerprint)
	return exitDone
}

// shown is a path as the user would type it.
func shown(name string) string {
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return name
}

// some are the first of many names.
func some(names []string) string {
	const first = 3
	if len(names) <= first {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s 등 %d개", strings.Join(names[:first], ", "), len(names))
}

// runBook builds every book under the given folders (data by default): a folder with
// book.toml is a book, otherwise the books are the folders inside it.
func runBook(u *ui, args []string) int {
	fs := flag.NewFlagSet("book", flag.ContinueOnError)
	out := fs.String("o", "out", "")
	rest, code, ok := u.parse(fs, args, 0, 1000)
	if !ok {
		return code
	}
	if len(rest) == 0 {
		rest = []string{"data"}
	}
	var dirs []string
	for _, root := range rest {
		found := books(root)
		if len(found) == 0 {
			fmt.Fprintf(u.err, "%s에 책이 없습니다: %s이 있는 폴더가 책입니다. budgetbook new %s 사업ID 로 만들 수 있습니다\n",
				root, budget.BookFile, filepath.Join(root, "책이름"))
			code = exitFailed
		}
		dirs = append(dirs, found...)
	}
	takenBy := map[string]string{} // output folder: the book that goes there
	for _, dir := range dirs {
		into := filepath.Join(*out, baseName(dir))
		if first, taken := takenBy[into]; taken {
			fmt.Fprintf(u.err, "%s: %s 책과 폴더 이름이 같아 %s에 함께 둘 수 없으므로 만들지 않았습니다. budgetbook build %s -o 다른폴더 로 따로 만드십시오\n", dir, first, into, dir)
			code = exitFailed
			continue
		}
		takenBy[into] = dir
		code = max(code, u.build(job{dir: dir, out: into}, u.found))
	}
	return code
}

// books lists root itself where it is a book, else the books inside it, in name order.
func books(root string) (dirs []string) {
	isBook := func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, budget.BookFile))
		return err == nil
	}
	if isBook(root) {
		return []string{root}
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if dir := filepath.Join(root, e.Name()); isBook(dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
