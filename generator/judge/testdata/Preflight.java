import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Holds files against PDF/A-1b and prints a line for each fault: file, tab, fault. */
public class Preflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            PreflightParser parser = new PreflightParser(new File(file));
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                ValidationResult result = document.getResult();
                for (ValidationResult.ValidationError error : result.getErrorsList()) {
                    System.out.println(file + "\t" + error.getErrorCode() + " " + error.getDetails());
                }
                if (!result.isValid() && result.getErrorsList().isEmpty()) {
                    System.out.println(file + "\tnot valid");
                }
            }
        }
    }
}
