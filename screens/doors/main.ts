import "../shared/design/fonts.css";
import "../shared/design/tokens.css";
import "../shared/design/base.css";

import { mount } from "svelte";

import Doors from "./Doors.svelte";

mount(Doors, { target: document.body });
