package budget

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"budgetbook/generator/diag"
	"budgetbook/generator/source"
	"budgetbook/generator/workers"
)

// BookFile is the file that makes a folder a book.
const BookFile = "book.toml"

// maxID keeps file names portable; 64 characters are plenty for a name that nobody reads aloud.
const maxID = 64

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`) // as the tag of Project.ID says it

// device is what Windows takes for a machine, with any extension: con.md is no file there.
var device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// ValidID reports whether a project may have the id, and its file the name.
func ValidID(id string) bool {
	return len(id) <= maxID && idForm.MatchString(id) && id+".toml" != BookFile && !device.MatchString(id)
}

// Load reads a book folder: book.toml and one TOML file per project beside it.
// The projects come in print order. All problems are reported, not the first;
// the book is nil where book.toml itself cannot be used. sources holds the text of
// every file read, for printing diagnostics. jobs is the number of workers, 0 for all cores.
func Load(fsys fs.FS, jobs int) (book *Book, sources diag.Sources, ds []diag.Diagnostic) {
	sources = diag.Sources{}
	f, ds := Open(fsys)
	if f == nil {
		return nil, sources, ds
	}
	sources[BookFile] = f.File.Text
	parsed := make([]*Parsed, len(f.Names))
	workers.Each(jobs, len(f.Names), func(i int) { parsed[i] = f.Parse(f.Read(f.Names[i])) })
	var projects []*Project
	for _, p := range parsed {
		for _, file := range p.Files {
			sources[file.Name] = file.Text
		}
		ds = append(ds, p.Problems...)
		if p.Project != nil {
			projects = append(projects, p.Project)
		}
	}
	return f.Book, sources, append(ds, f.bind(projects)...)
}

// A Folder is a book folder that has been opened: book.toml is read, the files of the projects
// are listed. What one of them says does not depend on the others, so they may be read in any
// order; [Book.Order] then holds them against each other.
type Folder struct {
	Book  *Book        // without its projects; nil where book.toml cannot be used
	File  *source.File // book.toml
	Names []string     // of the project files, in name order

	fsys     fs.FS
	shape    *source.Shape
	declared *declared // of Book
}

// Open reads book.toml and lists the project files. The folder is nil where it is no book's.
func Open(fsys fs.FS) (f *Folder, ds []diag.Diagnostic) {
	names, unread, hidden, err := projectFiles(fsys)
	if err != nil {
		return nil, []diag.Diagnostic{unreadable(err)}
	}
	if _, err := fs.Stat(fsys, BookFile); err != nil {
		hint := "기관, 회계연도, 재원, 부서 차례를 적은 book.toml을 먼저 만드십시오: budgetbook new 폴더 사업ID 가 만들어 줍니다"
		if inside, _ := fs.Glob(fsys, "*/"+BookFile); len(inside) > 0 { // no bad pattern
			for i := range inside {
				inside[i] = visible(path.Dir(inside[i]))
			}
			hint = "책은 이 안의 폴더입니다: " + strings.Join(inside, ", ") + ". 그 가운데 하나를 적으십시오(모두 만들려면 budgetbook book 이 폴더)"
		}
		return nil, []diag.Diagnostic{{
			Code:    "E021",
			Span:    diag.Span{File: BookFile},
			Message: "이 폴더에 book.toml이 없어 예산서 폴더가 아닙니다",
			Hints:   []string{hint},
		}}
	}
	f = &Folder{Names: names, fsys: fsys, shape: source.ShapeOf[Project]()}
	book := &Book{}
	file, ds := source.Read(fsys, BookFile)
	f.File = file
	problems, ok := decode(file, source.ShapeOf[Book](), book)
	if ds = append(ds, problems...); ok {
		book.File = file
		f.Book, f.declared = book, book.declared()
		ds = append(ds, checkBook(book)...)
	}
	if len(names) == 0 {
		ds = append(ds, diag.Diagnostic{
			Code: "E021", Span: diag.Span{File: BookFile},
			Message: "사업 파일이 하나도 없습니다",
			Hints:   []string{"사업마다 TOML 파일 하나를 이 폴더에 두십시오: budgetbook new 폴더 사업ID"},
		})
	}
	if f.Book == nil {
		return f, ds
	}
	ds = append(ds, twins(names)...)
	for _, n := range unread {
		ds = append(ds, diag.Diagnostic{Code: "W012", Span: diag.Span{File: n},
			Message: "사업 파일 같은데 이름이 .toml로 끝나지 않아 책에 넣지 않았습니다",
			Hints:   []string{"사업 파일이면 이름을 소문자 .toml로 끝나게 바꾸고, 아니면 다른 폴더로 옮기십시오"}})
	}
	for _, n := range hidden {
		ds = append(ds, diag.Diagnostic{Code: "E007", Span: diag.Span{File: visible(n)},
			Message: "파일 이름에 보이지 않거나 깨진 글자가 있어 읽지 않았습니다",
			Hints:   []string{"파일 이름을 다시 지으십시오. ? 자리에 그 글자가 있습니다"}})
	}
	return f, append(ds, inFolders(fsys, book)...)
}

// Raw is a project's files as they lie in the folder.
type Raw struct {
	Name       string // of the TOML file
	TOML, Text []byte // the second is the companion's
	Companion  bool   // whether there is one

	unread, unreadText []diag.Diagnostic // why bytes could not be had
}

// Read reads the files of a project, and decodes nothing.
func (f *Folder) Read(name string) *Raw {
	r := &Raw{Name: name}
	r.TOML, r.unread = source.Bytes(f.fsys, name)
	companion := companionOf(name)
	if _, err := fs.Stat(f.fsys, companion); !errors.Is(err, fs.ErrNotExist) {
		r.Companion = true
		r.Text, r.unreadText = source.Bytes(f.fsys, companion)
	}
	return r
}

// Whole reports whether all bytes could be had.
func (r *Raw) Whole() bool { return r.unread == nil && r.unreadText == nil }

// Files are the files as decoded, whatever they say.
func (r *Raw) Files() []*source.File {
	files := []*source.File{source.Decoded(r.Name, r.TOML)}
	if r.Companion {
		files = append(files, source.Decoded(companionOf(r.Name), r.Text))
	}
	return files
}

// Parsed is what the files of a project say.
type Parsed struct {
	Project  *Project // nil where they cannot be used
	Files    []*source.File
	Problems []diag.Diagnostic
}

// Parse decodes the files of a project and holds it against what book.toml declares.
func (f *Folder) Parse(r *Raw) *Parsed {
	out := &Parsed{Problems: r.unread}
	p := &Project{File: source.Unread(r.Name)}
	ok := false
	if r.unread == nil {
		var ds, problems []diag.Diagnostic
		p.File, ds = source.Parse(r.Name, r.TOML)
		problems, ok = decode(p.File, f.shape, p)
		out.Problems = append(ds, problems...)
	}
	out.Files = append(out.Files, p.File)
	if r.Companion {
		companion, readable, problems := r.companion(p)
		out.Files = append(out.Files, companion)
		out.Problems = append(out.Problems, problems...)
		ok = ok && readable
	}
	if ok {
		out.Project = p
		if f.declared != nil {
			out.Problems = append(out.Problems, f.declared.checkProject(p)...)
		}
	}
	return out
}

// bind puts the projects that can be used into the book, in print order, and holds them against
// each other.
func (f *Folder) bind(projects []*Project) []diag.Diagnostic {
	if f.Book == nil {
		return nil
	}
	heads := make([]Head, len(projects))
	for i, p := range projects {
		heads[i] = p.Head()
	}
	order, ds := f.Book.Order(heads)
	f.Book.Projects = make([]*Project, len(projects))
	for i, n := range order {
		f.Book.Projects[i] = projects[n]
	}
	return ds
}

// Head is what the place of a project in the book depends on.
type Head struct {
	ID                  source.Text
	Account, Department string
	File                string // its name
}

// Head is that of the project.
func (p *Project) Head() Head { return Head{p.ID, p.Account.Value, p.Department.Value, p.File.Name} }

// Order is the order of print, as indexes of the heads: by 회계 where the book is divided by it, by
// 직제, then by file name, which the office chooses. No two projects may have one ID.
func (b *Book) Order(heads []Head) (order []int, ds []diag.Diagnostic) {
	seat := map[string]int{}
	for i, s := range b.DepartmentOrder() {
		seat[s.Department.Value] = i
	}
	account := map[string]int{} // empty where the book is not divided by 회계
	for i, a := range b.Accounts {
		account[a.Value] = i
	}
	for i := range heads {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, c := &heads[i], &heads[j]
		return cmp.Or(
			cmp.Compare(account[a.Account], account[c.Account]),
			cmp.Compare(seat[a.Department], seat[c.Department]),
			cmp.Compare(a.File, c.File),
		)
	})
	return order, repeated("사업 ID", heads, func(h Head) source.Text { return h.ID })
}

// decode takes the values of a file; ok is false where into cannot be used.
func decode(file *source.File, shape *source.Shape, into any) (ds []diag.Diagnostic, ok bool) {
	if file.Root == nil {
		return nil, false
	}
	ds = shape.Decode(file, into)
	file.Root = nil // the values are taken: a large book need not keep the trees
	return ds, !diag.HasErrors(ds)
}

// declared is what a project is held against: the words that book.toml declares.
type declared struct {
	seats           []Seat
	departments     []string // of the seats
	accounts        []string
	inside, outside []string // keys of [funding] and of [outside]
}

func (b *Book) declared() *declared {
	d := &declared{seats: b.DepartmentOrder(), inside: b.sourceKeys(false), outside: b.sourceKeys(true)}
	for _, s := range d.seats {
		d.departments = append(d.departments, s.Department.Value)
	}
	for _, a := range b.Accounts {
		d.accounts = append(d.accounts, a.Value)
	}
	return d
}

// projectFiles lists the project files in name order; those that an editor gave another ending:
// Windows hides the .txt that its Notepad adds, and a project would be missing in silence; and
// those whose name holds what nobody can see, and a terminal might obey.
func projectFiles(fsys fs.FS) (names, unread, hidden []string, err error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, nil, nil, err
	}
	for _, e := range entries {
		n := e.Name()
		if e.IsDir() || n == BookFile || strings.HasPrefix(n, ".") {
			continue
		}
		switch {
		case nearlyTOML(n) && visible(n) != n:
			hidden = append(hidden, n)
		case path.Ext(n) == ".toml":
			names = append(names, n)
		case nearlyTOML(n):
			unread = append(unread, n)
		}
	}
	return names, unread, hidden, nil
}

// visible is a file's name with ? for what cannot be seen: control characters, marks that turn
// the direction of writing, bytes that are no UTF-8.
func visible(name string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsGraphic(r) {
			return '?'
		}
		return r
	}, name)
}

// nearlyTOML reports whether a file is meant to be TOML, whatever case or editor its ending is of.
func nearlyTOML(name string) bool {
	lower := strings.ToLower(name)
	return path.Ext(lower) == ".toml" || strings.HasSuffix(lower, ".toml.txt")
}

// inFolders tells which folders inside the book's hold TOML files, and how many. They are no
// projects of the book: such folders are copies set aside and last year's files as often as
// projects sorted by 부서, and what is added up must not depend on which. The book's own form
// is left out, and so is a folder that is a book of its own.
func inFolders(fsys fs.FS, b *Book) (ds []diag.Diagnostic) {
	form, _ := strings.CutPrefix(b.Form.Value, "./")
	held := map[string]int{} // by folder of the book: project files in it, at any depth
	fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		folder, _, inside := strings.Cut(name, "/")
		switch {
		case e == nil || name == ".":
		case e.IsDir():
			_, noBook := fs.Stat(fsys, path.Join(name, BookFile))
			if err != nil || noBook == nil || name == form || strings.HasPrefix(e.Name(), ".") {
				return fs.SkipDir
			}
		case inside && nearlyTOML(name) && !strings.HasPrefix(e.Name(), "."):
			held[folder]++
		}
		return nil // what cannot be read holds nothing that was meant to be read
	})
	for _, folder := range slices.Sorted(maps.Keys(held)) {
		ds = append(ds, diag.Diagnostic{Code: "W014", Span: diag.Span{File: visible(folder)},
			Message: fmt.Sprintf("이 폴더 안의 TOML 파일 %d개를 책에 넣지 않았습니다", held[folder]),
			Hints: []string{"사업 파일이면 " + BookFile + " 옆으로 옮기고, 아니면 책 폴더 밖으로 옮기십시오",
				"설명서의 차례는 파일의 자리가 아니라 " + BookFile + "의 직제가 정합니다"}})
	}
	return ds
}

// twins reports files that are one file where case does not count, as in Windows, nor how 한글
// is spelled out (NFD), as in macOS: copied there, one would take the other's place.
func twins(names []string) (ds []diag.Diagnostic) {
	first := map[string]string{}
	for _, n := range names {
		key := strings.ToLower(norm.NFC.String(n))
		if other, ok := first[key]; ok {
			ds = append(ds, diag.Diagnostic{Code: "E022", Span: diag.Span{File: n},
				Message: "대소문자나 한글 자모(NFD)만 다른 파일이 있어, Windows나 macOS에서는 하나가 사라집니다: " + other + ", " + n,
				Hints:   []string{"둘 가운데 하나의 이름을 바꾸십시오"}})
		} else {
			first[key] = n
		}
	}
	return ds
}

// unreadable says why the folder itself cannot be read.
func unreadable(err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: "E021", Hints: []string{"책 폴더의 이름을 확인하십시오: book.toml이 있는 폴더가 책입니다"}}
	var inner *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.Message = "폴더가 없습니다"
	case errors.Is(err, fs.ErrPermission):
		d.Message = "폴더를 읽을 권한이 없습니다"
	case errors.As(err, &inner): // its path is only "."
		d.Message = "폴더를 읽지 못했습니다: " + inner.Err.Error()
	default:
		d.Message = "폴더를 읽지 못했습니다: " + err.Error()
	}
	return d
}

// checkBook looks at what book.toml says as a whole.
func checkBook(b *Book) (ds []diag.Diagnostic) {
	if b.Kind.Value == "추가경정예산" && !b.Round.Given() {
		ds = append(ds, diag.Diagnostic{Code: "E006", Span: b.Kind.Span,
			Message: "추가경정예산인데 몇 회인지 없습니다", Hints: []string{"round = 1 을 적으십시오"}})
	}
	if b.Kind.Value != "추가경정예산" && b.Round.Given() {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: b.Round.Span,
			Message: fmt.Sprintf("%s에는 차수가 없는데 round가 적혀 있습니다", b.Kind.Value), Hints: []string{"round 줄을 지우십시오"}})
	}
	if _, err := time.Parse(time.DateOnly, b.Date.Value); err != nil {
		ds = append(ds, diag.Diagnostic{Code: "E025", Span: b.Date.Span,
			Message: "없는 날짜입니다: " + b.Date.Value, Hints: []string{`date = "2025-11-01" 처럼 쓰십시오`}})
	}
	if len(b.sourceKeys(false)) == 0 {
		ds = append(ds, diag.Diagnostic{Code: "E006", Span: b.File.Span.Sub(0, 0),
			Message: "예산 안의 재원이 하나도 없습니다", Hints: []string{`[[source]]에 key = "city" 와 label = "시비" 를 적으십시오`}})
	}
	ds = append(ds, repeated("재원의 키", b.Sources, func(s Source) source.Text { return s.Key })...)
	for _, s := range b.Sources {
		if s.National.Value && s.Outside.Value {
			ds = append(ds, diag.Diagnostic{Code: "E009", Span: s.Outside.Span,
				Message: "국비이면서 예산 외일 수는 없습니다: " + s.Label.Value, Hints: []string{"national과 outside 가운데 하나를 지우십시오"}})
		}
	}
	if len(b.Bureaus) > 0 && len(b.Departments) > 0 {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: b.Departments[0].Name.Span,
			Message: "[[bureau]]와 [[department]]를 함께 쓸 수 없습니다",
			Hints:   []string{"실·국이 있으면 부서를 [[bureau]]의 departments에 적으십시오"}})
	}
	itself := func(t source.Text) source.Text { return t }
	ds = append(ds, repeated("회계", b.Accounts, itself)...)
	ds = append(ds, repeated("실·국", b.Bureaus, func(bureau Bureau) source.Text { return bureau.Name })...)
	ds = append(ds, repeated("부서", b.DepartmentOrder(), func(s Seat) source.Text { return s.Department })...)
	ds = append(ds, repeated("내부거래 통계목", b.Internal, itself)...)
	ds = append(ds, repeated("공개어", b.PublicWords, func(w PublicWord) source.Text { return w.Word })...)
	return append(ds, repeated("허용한 확인", b.Allow, func(a Allow) source.Text { return a.Code })...)
}

// repeated finds entries of a list that have the name of one before.
func repeated[T any](what string, list []T, name func(T) source.Text) (ds []diag.Diagnostic) {
	first := map[string]source.Text{}
	for _, entry := range list {
		n := name(entry)
		if before, ok := first[n.Value]; ok {
			ds = append(ds, duplicate(what, n, before))
		} else {
			first[n.Value] = n
		}
	}
	return ds
}

func duplicate(what string, second, first source.Text) diag.Diagnostic {
	return diag.Diagnostic{
		Code: "E022", Span: second.Span,
		Message: fmt.Sprintf("%s 두 번 있습니다: %s", what+subject(what), second.Value),
		Hints:   []string{"하나를 지우거나 고치십시오"},
		Notes:   []diag.Note{{Span: first.Span, Message: "먼저 나온 곳"}},
	}
}

// subject is the particle 이/가 for a word: 가 after a syllable without a final consonant.
func subject(word string) string {
	r := []rune(word)
	if last := r[len(r)-1]; last >= '가' && last <= '힣' && (last-'가')%28 != 0 {
		return "이"
	}
	return "가"
}

// Seat is where a department stands in the 직제.
type Seat struct {
	Bureau     source.Text // zero where the government has no 실·국
	Department source.Text
}

// DepartmentOrder is 직제순: every department of the book with its bureau.
func (b *Book) DepartmentOrder() (seats []Seat) {
	for _, bureau := range b.Bureaus {
		for _, d := range bureau.Departments {
			seats = append(seats, Seat{bureau.Name, d})
		}
	}
	for _, d := range b.Departments {
		seats = append(seats, Seat{Department: d.Name})
	}
	return seats
}

// checkProject holds a project against what its book declares.
func (b *declared) checkProject(p *Project) (ds []diag.Diagnostic) {
	if len(p.ID.Value) > maxID {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: p.ID.Span,
			Message: fmt.Sprintf("사업 ID가 너무 깁니다: %d자, %d자까지", len(p.ID.Value), maxID), Hints: []string{"짧은 영문 이름을 쓰십시오"}})
	}
	if device.MatchString(p.ID.Value) {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: p.ID.Span,
			Message: "Windows가 장치 이름으로 쓰는 말이어서 파일을 만들 수 없습니다: " + p.ID.Value, Hints: []string{"다른 이름을 쓰십시오: " + p.ID.Value + "-1"}})
	}
	ds = append(ds, b.checkSeat(p)...)
	ds = append(ds, b.checkAccount(p)...)

	ds = append(ds, b.checkKeys(p.Funding, false, "[funding]")...)
	ds = append(ds, b.checkKeys(p.Outside, true, "[outside]")...)
	if len(p.Lines) == 0 { // line = []: a key that is there
		ds = append(ds, diag.Diagnostic{Code: "E006", Span: p.Title.Span,
			Message: "통계목이 하나도 없습니다", Hints: []string{"[[line]]에 code와 name을, [[line.basis]]에 label과 formula를 적으십시오"}})
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		ds = append(ds, b.checkKeys(l.Funding, false, "funding")...)
		ds = append(ds, b.checkKeys(l.BaseFunding, false, "base_funding")...)
		if len(l.Basis) == 0 && !l.Base.Given() {
			ds = append(ds, diag.Diagnostic{Code: "E006", Span: l.Name.Span,
				Message: "산출근거가 없습니다: " + l.Name.Value,
				Hints:   []string{"[[line.basis]]에 label과 formula를 적으십시오. 없어진 통계목이면 base만 남기십시오"}})
		}
		for _, basis := range l.Basis {
			if !basis.Formula.Given() && len(basis.Items) == 0 {
				ds = append(ds, diag.Diagnostic{Code: "E006", Span: basis.Label.Span,
					Message: "산식도 산출내역도 없습니다: " + basis.Label.Value,
					Hints:   []string{`formula = "3,600,000원" 또는 item = [{ label = "…", formula = "…" }] 을 적으십시오`}})
			}
		}
	}
	for _, r := range p.Ratios {
		ds = append(ds, b.checkKeys(source.Amounts{{Key: r.Source}}, false, "[[ratio]]")...)
	}
	for _, row := range p.Plan {
		ds = append(ds, b.checkKeys(source.Amounts{{Key: row.Source}}, false, "[[plan]]")...)
	}
	ds = append(ds, repeated("연차별 투자의 재원", p.Plan, func(row Plan) source.Text { return row.Source })...)
	ds = append(ds, repeated("허용한 확인", p.Allow, func(a Allow) source.Text { return a.Code })...)
	if p.Continuing != nil {
		years := map[int64]bool{}
		for _, y := range p.Continuing.Years {
			ds = append(ds, repeatedYear(years, y.Year, "계속비")...)
		}
	}
	ds = append(ds, checkPeriod(p.Overview.From, p.Overview.To)...)
	for _, s := range p.Schedule {
		ds = append(ds, checkPeriod(s.From, s.To)...)
	}
	years := map[int64]bool{}
	for _, s := range p.Settlement {
		ds = append(ds, repeatedYear(years, s.Year, "결산")...)
	}
	years = map[int64]bool{}
	for _, s := range p.Performance {
		ds = append(ds, repeatedYear(years, s.Year, "추진실적")...)
	}
	return ds
}

func repeatedYear(years map[int64]bool, year source.Int, what string) []diag.Diagnostic {
	if years[year.Value] {
		return []diag.Diagnostic{{Code: "E022", Span: year.Span,
			Message: fmt.Sprintf("%s에 %d년이 두 번 있습니다", what, year.Value), Hints: []string{"한 해는 한 번만 적으십시오"}}}
	}
	years[year.Value] = true
	return nil
}

// checkSeat finds a department that book.toml does not list, or lists under another bureau.
func (b *declared) checkSeat(p *Project) []diag.Diagnostic {
	for _, s := range b.seats {
		if s.Department.Value != p.Department.Value {
			continue
		}
		if s.Bureau.Value == p.Bureau.Value {
			return nil
		}
		if !p.Bureau.Given() {
			return []diag.Diagnostic{{Code: "E023", Span: p.Department.Span,
				Message: fmt.Sprintf("%s의 실·국이 없습니다", p.Department.Value),
				Hints:   []string{fmt.Sprintf("bureau = %q 줄을 넣으십시오", s.Bureau.Value)}}}
		}
		if !s.Bureau.Given() {
			return []diag.Diagnostic{{Code: "E023", Span: p.Bureau.Span,
				Message: fmt.Sprintf("book.toml의 직제에 실·국이 없는데 %q 소속입니다", p.Bureau.Value),
				Hints:   []string{"bureau 줄을 지우십시오. 실·국이 있는 기관이면 book.toml에 [[bureau]]를 적으십시오"}}}
		}
		return []diag.Diagnostic{{Code: "E023", Span: p.Bureau.Span,
			Message: fmt.Sprintf("%s의 실·국이 book.toml과 다릅니다: 적힌 값 %q, book.toml %q", p.Department.Value, p.Bureau.Value, s.Bureau.Value),
			Hints:   []string{fmt.Sprintf("bureau = %q 처럼 고치거나 book.toml의 직제를 고치십시오", s.Bureau.Value)},
			Notes:   []diag.Note{{Span: s.Department.Span, Message: "직제에 적힌 곳"}}}}
	}
	d := diag.Diagnostic{Code: "E023", Span: p.Department.Span,
		Message: "book.toml의 직제에 없는 부서입니다: " + p.Department.Value,
		Hints:   []string{"book.toml에 부서를 넣거나 이름을 고치십시오"}}
	if near, ok := source.Nearest(p.Department.Value, b.departments); ok {
		d.Hints = []string{fmt.Sprintf("혹시 %q 입니까?", near)}
	}
	return []diag.Diagnostic{d}
}

// checkAccount finds an account that a book divided by accounts does not list.
func (b *declared) checkAccount(p *Project) []diag.Diagnostic {
	if len(b.accounts) == 0 || slices.Contains(b.accounts, p.Account.Value) {
		return nil
	}
	d := diag.Diagnostic{Code: "E023", Span: p.Account.Span, Message: "book.toml의 accounts에 없는 회계입니다: " + p.Account.Value,
		Hints: []string{"book.toml의 accounts에 회계를 넣거나 이름을 고치십시오"}}
	if near, ok := source.Nearest(p.Account.Value, b.accounts); ok {
		d.Hints = append([]string{fmt.Sprintf("혹시 %q 입니까?", near)}, d.Hints...)
	}
	return []diag.Diagnostic{d}
}

// sourceKeys are the keys that [funding] (outside false) or [outside] may hold.
func (b *Book) sourceKeys(outside bool) (keys []string) {
	for _, s := range b.Sources {
		if s.Outside.Value == outside {
			keys = append(keys, s.Key.Value)
		}
	}
	return keys
}

// checkKeys finds keys of a table of amounts that are no 재원 of its side of the budget.
func (b *declared) checkKeys(amounts source.Amounts, outside bool, table string) (ds []diag.Diagnostic) {
	allowed, others := b.inside, b.outside
	if outside {
		allowed, others = others, allowed
	}
	for _, a := range amounts {
		if slices.Contains(allowed, a.Key.Value) {
			continue
		}
		if slices.Contains(others, a.Key.Value) {
			what, where := "예산 외", "[outside]에 적으십시오"
			if outside {
				what, where = "예산 안", "[funding]에 적으십시오"
			}
			ds = append(ds, diag.Diagnostic{Code: "E024", Span: a.Key.Span,
				Message: fmt.Sprintf("%s에 쓸 수 없는 %s 재원입니다: %s", table, what, a.Key.Value), Hints: []string{where}})
			continue
		}
		d := diag.Diagnostic{Code: "E024", Span: a.Key.Span,
			Message: fmt.Sprintf("book.toml의 [[source]]에 없는 재원입니다: %s", a.Key.Value)}
		if near, ok := source.Nearest(a.Key.Value, allowed); ok {
			d.Hints = append(d.Hints, fmt.Sprintf("혹시 %s 입니까?", near))
		}
		if len(allowed) > 0 {
			d.Hints = append(d.Hints, fmt.Sprintf("%s에 쓸 수 있는 재원: %s", table, strings.Join(allowed, ", ")))
		} else {
			d.Hints = append(d.Hints, "book.toml의 [[source]]에 재원을 넣거나 이 줄을 지우십시오")
		}
		ds = append(ds, d)
	}
	return ds
}

// Month is a day or month of the source ("2024-01" or "2024-01-05"); ok is false where there is no such date.
func Month(t source.Text) (date time.Time, ok bool) {
	layout := "2006-01"
	if strings.Count(t.Value, "-") == 2 {
		layout = time.DateOnly
	}
	date, err := time.Parse(layout, t.Value)
	return date, err == nil
}

func checkPeriod(from, to source.Text) (ds []diag.Diagnostic) {
	for _, t := range []source.Text{from, to} {
		if _, ok := Month(t); t.Given() && !ok {
			ds = append(ds, diag.Diagnostic{Code: "E025", Span: t.Span,
				Message: "없는 날짜입니다: " + t.Value, Hints: []string{`"2024-01" 또는 "2024-01-05" 처럼 쓰십시오`}})
		}
	}
	start, ok1 := Month(from)
	end, ok2 := Month(to)
	if len(from.Value) != len(to.Value) { // a month beside a day: the months are compared
		start, end = firstOfMonth(start), firstOfMonth(end)
	}
	if ok1 && ok2 && end.Before(start) {
		ds = append(ds, diag.Diagnostic{Code: "E025", Span: to.Span,
			Message: fmt.Sprintf("끝(%s)이 시작(%s)보다 앞섭니다", to.Value, from.Value),
			Hints:   []string{"from과 to를 바꾸어 적었는지 보십시오"}})
	}
	return ds
}

func firstOfMonth(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// YearText is the fiscal year as printed: 2024.
func (b *Book) YearText(offset int) string {
	return strconv.FormatInt(b.FiscalYear.Value+int64(offset), 10)
}

// KindText is the kind of budget as printed: 본예산, 제1회 추가경정예산.
func (b *Book) KindText() string {
	if b.Round.Given() {
		return fmt.Sprintf("제%d회 %s", b.Round.Value, b.Kind.Value)
	}
	return b.Kind.Value
}

// BaseText names what the budget is compared with.
func (b *Book) BaseText() string {
	if b.Kind.Value == "추가경정예산" {
		return "기정액"
	}
	return b.YearText(-1) + "예산액"
}
