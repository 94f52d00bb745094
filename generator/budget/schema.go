package budget

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/invopop/jsonschema"

	"budgetbook/generator/source"
)

// ProjectSchema is the JSON Schema of a project file, for editors.
func ProjectSchema() ([]byte, error) { return schema(&Project{}, "사업 파일") }

// BookSchema is the JSON Schema of book.toml.
func BookSchema() ([]byte, error) { return schema(&Book{}, BookFile) }

// schema reads the very tags that the decoder reads, so the two cannot part.
func schema(of any, title string) ([]byte, error) {
	r := jsonschema.Reflector{
		FieldNameTag:               "toml",
		RequiredFromJSONSchemaTags: true,
		Anonymous:                  true,
		DoNotReference:             true,
		Mapper:                     scalar,
	}
	s := r.Reflect(of)
	s.Title = title
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("JSON Schema: %w", err)
	}
	return append(data, '\n'), nil
}

// scalar is the schema of the positioned values, which are structs only to us.
func scalar(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[source.Text]():
		return &jsonschema.Schema{Type: "string"}
	case reflect.TypeFor[source.Int](), reflect.TypeFor[source.Won]():
		return &jsonschema.Schema{Type: "integer"}
	case reflect.TypeFor[source.Bool]():
		return &jsonschema.Schema{Type: "boolean"}
	case reflect.TypeFor[source.Amounts]():
		return &jsonschema.Schema{Type: "object", AdditionalProperties: &jsonschema.Schema{Type: "integer"}}
	}
	return nil
}
