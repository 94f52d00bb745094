package form

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"budgetbook/generator/diag"
	"budgetbook/templates"
)

// copied is the built-in form as an office's own folder.
func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	own := fstest.MapFS{}
	for _, name := range []string{"sheet.toml", "style.toml", "book.toml", "wording.toml"} {
		data, err := fs.ReadFile(templates.FS, "seoul/"+name)
		if err != nil {
			t.Fatal(err)
		}
		own["my/"+name] = &fstest.MapFile{Data: data}
	}
	return own
}

func TestWordingOfAForm(t *testing.T) {
	own := copied(t)
	own["my/wording.toml"] = &fstest.MapFile{Data: []byte(`schema = 1
list = { place_counters = [], thing_counters = [], near = 1 }
amount = { year = [], whole = [] }
empty = {}
date = { recommended = "2024. 1. 5." }
word = [{ bad = "제고", good = "높임" }]
`)}
	f, ds := Load(own, "my", diag.Sources{})
	if diag.HasErrors(ds) || len(f.Wording.Words) != 1 || f.Wording.Words[0].Bad != "제고" {
		t.Errorf("own wording: %v", ds)
	}

	delete(own, "my/wording.toml")
	f, ds = Load(own, "my", diag.Sources{})
	if diag.HasErrors(ds) || len(f.Wording.List.Names) == 0 {
		t.Errorf("without wording.toml the built-in one serves: %v", ds)
	}

	own["my/wording.toml"] = &fstest.MapFile{Data: []byte("schema = 1\nwords = []\n")}
	sources := diag.Sources{}
	if _, ds = Load(own, "my", sources); !diag.HasErrors(ds) || sources["my/wording.toml"] == "" {
		t.Errorf("a key that is none: %v", ds)
	}
}

// The built-in forms have rules, of their own or of the usual form.
func TestBuiltInWording(t *testing.T) {
	entries, _ := fs.ReadDir(templates.FS, ".")
	for _, e := range entries {
		if _, err := fs.Stat(templates.FS, e.Name()+"/sheet.toml"); err != nil {
			continue
		}
		f, ds := Load(templates.FS, e.Name(), diag.Sources{})
		if diag.HasErrors(ds) || len(f.Wording.List.Places) == 0 {
			t.Errorf("%s: %v", e.Name(), ds)
		}
	}
}
