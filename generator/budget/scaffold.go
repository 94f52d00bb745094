package budget

import (
	"bytes"
	_ "embed"
	"text/template"
)

//go:embed scaffold_project.toml
var scaffoldProject string

//go:embed scaffold_book.toml
var scaffoldBook string

// Examples are the texts of a new project file that stand there to be replaced.
var Examples = []string{"새 사업", "사업내용 한 줄", "사업목적을 적습니다", "지방재정법 제○○조", "지원대상 : 대상을 적습니다", "기대효과를 적습니다", "실적을 적습니다", "추진세부내용"}

// ScaffoldProject is a new project file with Korean comments: its figures pass every check as
// they are, so that the clerk replaces values one by one, and of its [Examples] package wording
// reminds. book is nil where there is none yet.
func ScaffoldProject(id string, book *Book) []byte {
	if book == nil {
		book = &Book{}
		book.FiscalYear.Value = scaffoldYear
	}
	seat := Seat{}
	if seats := book.DepartmentOrder(); len(seats) > 0 {
		seat = seats[0]
	} else {
		seat.Department.Value = "기획예산과"
	}
	var sources []Source
	for _, s := range book.Sources {
		if !s.Outside.Value {
			sources = append(sources, s)
		}
	}
	return fill(scaffoldProject, map[string]any{
		"ID": id, "Seat": seat, "Year": book.FiscalYear.Value, "Sources": sources,
	})
}

// scaffoldYear is only an example in a new book.toml: the clerk sets the year.
const scaffoldYear = 2027

// ScaffoldBook is a new book.toml with Korean comments.
func ScaffoldBook() []byte { return fill(scaffoldBook, map[string]any{"Year": scaffoldYear}) }

func fill(text string, data map[string]any) []byte {
	var b bytes.Buffer
	if err := template.Must(template.New("").Funcs(template.FuncMap{"before": func(y, n int64) int64 { return y - n }}).Parse(text)).Execute(&b, data); err != nil {
		panic(err) // the template is embedded and tested
	}
	return b.Bytes()
}
