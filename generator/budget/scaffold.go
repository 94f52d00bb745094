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

// ScaffoldProject is a new project file with Korean comments: it passes every check as it
// is, so that the clerk replaces values one by one. book is nil where there is none yet.
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
